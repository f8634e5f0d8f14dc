using Forum.Domain.Kernel;
using Forum.Foundation.Storage;

namespace Forum.Pictures;

/// <summary>The pictures of one request: drawn anew before it waits for the writer, kept as files once it is granted.</summary>
public sealed class PictureDesk(FileFolder files)
{
    // One decoded picture may take 200 MB.
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private readonly List<(Redrawn Drawn, string Alt)> _drawn = [];

    /// <summary>Draws them anew, or says of each why not.</summary>
    public async Task<Outcome<Done>> DrawAsync(IReadOnlyList<NewPicture> sent, CancellationToken stop)
    {
        _drawn.Clear();
        List<Refusal> wrong = [];
        for (var i = 0; i < sent.Count; i++)
        {
            var drawn = await DrawAsync(sent[i].Bytes, stop);
            if (drawn.Ok) _drawn.Add((drawn.Value, sent[i].Alt!.Trim()));
            else wrong.AddRange(drawn.Refusals.Select(r => r with { Field = $"picture-{i + 1}" }));
        }
        return wrong.Count == 0 ? Outcome.Done : Outcome<Done>.Refused(wrong);
    }

    private static async Task<Outcome<Redrawn>> DrawAsync(byte[] bytes, CancellationToken stop)
    {
        await OneAtATime.WaitAsync(stop);
        try { return await Task.Run(() => Redrawing.Of(bytes), stop); }
        finally { OneAtATime.Release(); }
    }

    /// <summary>What was drawn, in the order it was sent.</summary>
    public IReadOnlyList<Picture> Drawn => [.. _drawn.Select(d => new Picture(FileFolder.NameOf(d.Drawn.Large), FileFolder.NameOf(d.Drawn.Small), d.Drawn.Width, d.Drawn.Height, d.Alt))];

    /// <summary>Keeps the files of what was drawn.</summary>
    public void Keep()
    {
        foreach (var (drawn, _) in _drawn)
        {
            files.Keep(drawn.Large);
            files.Keep(drawn.Small);
        }
    }
}
