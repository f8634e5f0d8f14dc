using System.Diagnostics;

namespace Forum.Demo.Crowd;

/// <summary>Says now and then how far it is.</summary>
public sealed class Progress(TextWriter output)
{
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private TimeSpan _shown;

    public void Show(string what, int done, int all)
    {
        if (done < all && _since.Elapsed - _shown < TimeSpan.FromSeconds(5)) return;
        _shown = _since.Elapsed;
        output.WriteLine($"{what} {done} of {all}, {_shown:mm\\:ss}");
    }
}
