namespace Forum.Foundation.Storage;

/// <summary>
/// Looks every five seconds whether anybody committed: other processes tell nobody, so that then anything may be another.
/// Where this process has committed meanwhile, that alone may be what is seen; then half a minute goes by at most.
/// </summary>
public sealed class OtherCommits(IForumStorage storage, Commits commits)
{
    private const long Between = 5_000, Longest = 30_000;
    private readonly Lock _looking = new();
    private long _changes = storage.Changes(), _own = commits.All, _looked = Environment.TickCount64, _began = Environment.TickCount64;

    /// <summary>Looks, if it is time.</summary>
    public void Look()
    {
        var now = Environment.TickCount64;
        if (now - Interlocked.Read(ref _looked) < Between || !_looking.TryEnter()) return;
        try
        {
            Interlocked.Exchange(ref _looked, now);
            // In this order: a commit of our own between the two is taken for another's, not the other way round.
            var (own, changes) = (commits.All, storage.Changes());
            if (changes == _changes) (_own, _began) = (own, now);
            else if (own == _own || now - _began >= Longest)
            {
                commits.Anything();
                (_changes, _own, _began) = (changes, commits.All, now);
            }
        }
        finally { _looking.Exit(); }
    }
}
