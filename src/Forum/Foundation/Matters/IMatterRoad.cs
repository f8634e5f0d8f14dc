using Forum.Domain.Kernel;

namespace Forum.Foundation.Matters;

/// <summary>
/// Moves a matter on to a station, within the transaction of what took it there. The feature that keeps the matter
/// answers for its noun; higher features only know its topic, such as <c>proposals/{id}</c>.
/// </summary>
public interface IMatterRoad
{
    /// <summary>The first segment of the topics it keeps.</summary>
    string Noun { get; }

    /// <summary>The matter has reached a station, which is due to last until then if known. A station behind it changes nothing.</summary>
    Task ReachAsync(string matter, MatterStation station, DateTimeOffset now, DateTimeOffset? until, CancellationToken stop);

    /// <summary>Why no poll on the matter may be set up, or opened, now; nothing where it may.</summary>
    /// <param name="read">The version of its text that was read by whoever opens it, where one is named: a newer one is read first.</param>
    Task<Refusal?> BarsPollAsync(string matter, bool opening, int? read, CancellationToken stop);

    /// <summary>The newest version of its text; nothing where there is no such matter.</summary>
    Task<int?> VersionAsync(string matter, CancellationToken stop);

    /// <summary>Where the matter is, for choosing the Party unit of its level; nothing where there is no such matter.</summary>
    Task<PlaceId?> PlaceAsync(string matter, CancellationToken stop);
}

/// <summary>Says who took part in a matter or a poll, so that they are told how it goes on.</summary>
public interface ITookPart
{
    /// <summary>The accounts that took part in the topic (<c>proposals/{id}</c>, <c>polls/{id}</c>); none where it is not its own.</summary>
    Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop);

    /// <summary>Those of the register who took part through somebody's pen and have no account: somebody tells them.</summary>
    Task<IReadOnlyCollection<PersonId>> SpokeAsync(string topic, CancellationToken stop) => Task.FromResult<IReadOnlyCollection<PersonId>>([]);
}
