namespace Forum.Domain.Kernel;

/// <summary>
/// A thing with verbs that keeps its own rules. What happened is remembered as events, which the commit turns
/// into ledger rows, topic versions and outbox rows, in the transaction of the change itself.
/// </summary>
public abstract class Aggregate
{
    private readonly List<IEvent> _events = [];

    /// <summary>The community this row belongs to; no row belongs to two.</summary>
    public PlaceId CommunityId { get; protected set; }

    /// <summary>Takes what happened since the last call.</summary>
    public IReadOnlyList<IEvent> TakeEvents()
    {
        IEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    /// <summary>Remembers what happened.</summary>
    protected void Raise(IEvent happened) => _events.Add(happened);
}

/// <summary>Something that happened, in one community. Its topic is the API path of the matter, without the version: <c>concerns/{id}</c>.</summary>
public interface IEvent
{
    /// <summary>The community whose ledger and people it concerns.</summary>
    PlaceId CommunityId { get; }

    /// <summary>The matter it happened to.</summary>
    string Topic { get; }
}

/// <summary>
/// An event that the ledger keeps. Its facts are references, codes, counts and hashes only, never personal text:
/// what somebody wrote goes in as <see cref="Seal"/>, a salted hash.
/// </summary>
public interface IOfficialAct : IEvent
{
    /// <summary>The act's stable name, such as <c>concern.raised</c>.</summary>
    string Act { get; }

    /// <summary>What the ledger row says besides act, subject, actor and time.</summary>
    IReadOnlyList<Fact> Facts { get; }

    /// <summary>Whether the ledger does not say who did it, since that would tell whose words they are that are shown without a name.</summary>
    bool Unsigned => false;
}

/// <summary>An event that comes in crowds: of several alike in one transaction only the last is told to pages and people. The ledger keeps each.</summary>
public interface ITellOnce : IEvent;

/// <summary>A text that goes into the ledger as a salted hash only, so that erasing it leaves the chain whole.</summary>
public readonly record struct Seal(string Text);
