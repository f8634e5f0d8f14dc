namespace Forum.Foundation.Storage;

/// <summary>Looks every five seconds whether other processes committed: they tell nobody, so that then anything may be another.</summary>
public sealed class OtherCommits(IForumStorage storage, Commits commits)
{
    private const long Between = 5_000;
    private long _seen = storage.OtherCommits(), _looked = Environment.TickCount64;

    /// <summary>Looks, if it is time.</summary>
    public void Look()
    {
        var (now, before) = (Environment.TickCount64, Interlocked.Read(ref _looked));
        if (now - before < Between || Interlocked.CompareExchange(ref _looked, now, before) != before) return;
        var others = storage.OtherCommits();
        if (Interlocked.Exchange(ref _seen, others) != others) commits.Anything();
    }
}
