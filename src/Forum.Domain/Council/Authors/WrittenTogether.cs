using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Authors;

/// <summary>A text with one author who answers for it and co-authors who write along. Co-authors must be loaded before anybody is asked for.</summary>
public abstract class WrittenTogether : Aggregate
{
    /// <summary>The most co-authors of a text, invited ones included.</summary>
    public const int MostCoAuthors = 10;

    // Not private: storage finds it from the texts themselves.
    private protected readonly List<CoAuthor> _coAuthors = [];

    /// <summary>All lines of co-authors, ended ones too.</summary>
    public IReadOnlyList<CoAuthor> CoAuthors => _coAuthors;

    /// <summary>Who answers for the text and invites.</summary>
    protected abstract AccountId Lead { get; }

    /// <summary>Why co-authors no longer come or go; nothing while they may.</summary>
    protected abstract Refusal? Settled { get; }

    /// <summary>What is remembered of a change among the co-authors.</summary>
    protected abstract IEvent Changed(AccountId who, CoAuthorChange change);

    /// <summary>Whether somebody answers for the text.</summary>
    public virtual bool IsLedBy(AccountId? who, PersonId? person = null) => who == Lead;

    /// <summary>Whether somebody writes this text now: its author, or a co-author who joined and has not gone.</summary>
    public bool IsWrittenBy(AccountId? who, PersonId? person = null) => who is { } account && (IsLedBy(account, person) || _coAuthors.Any(c => c.Writes && c.AccountId == account));

    /// <summary>Whether somebody is invited or writes along.</summary>
    public bool IsAsked(AccountId who) => Line(who) is not null;

    /// <summary>The author asks somebody to write along; both may be somebody of the register.</summary>
    public Outcome<Done> Invite(CoAuthorId id, AccountId by, AccountId whom, string name, DateTimeOffset now, PersonId? person = null, PersonId? asked = null)
    {
        if (!IsLedBy(by, person)) return Refusal.Barred("coauthor.author-invites");
        if (Settled is { } settled) return settled;
        if (IsLedBy(whom, asked)) return Refusal.Conflict("coauthor.yourself");
        if (Line(whom) is not null) return Refusal.Conflict("coauthor.already", new Fact("name", name));
        if (_coAuthors.Count(c => c.Holds) >= MostCoAuthors) return Refusal.Conflict("coauthor.too-many", new Fact("most", MostCoAuthors));
        _coAuthors.Add(new(id, whom, name, now));
        Raise(Changed(whom, CoAuthorChange.Invited));
        return Outcome.Done;
    }

    /// <summary>The invited says yes.</summary>
    public Outcome<Done> Join(Byline by, DateTimeOffset now)
    {
        if (Line(by.AccountId) is not { } line) return Refusal.NotFound;
        if (Settled is { } settled) return settled;
        if (line.Writes) return Refusal.Conflict("coauthor.joined");
        line.Join(by, now);
        Raise(Changed(by.AccountId, CoAuthorChange.Joined));
        return Outcome.Done;
    }

    /// <summary>A co-author goes, says no to the invitation, or is taken off by the author. It counts at once.</summary>
    public Outcome<Done> End(AccountId by, AccountId who, DateTimeOffset now, PersonId? person = null)
    {
        if (by != who && !IsLedBy(by, person)) return Refusal.Barred("coauthor.author-invites");
        if (Line(who) is not { } line) return Refusal.NotFound;
        if (Settled is { } settled) return settled;
        line.End(now);
        Raise(Changed(who, by == who ? CoAuthorChange.Left : CoAuthorChange.TakenOff));
        return Outcome.Done;
    }

    /// <summary>Takes those co-authors over from the text that this one came from who may write it; the invited stay invited.</summary>
    protected void TakeOver(WrittenTogether from, IReadOnlyCollection<AccountId> writing, Func<CoAuthorId> newId)
    {
        foreach (var line in from._coAuthors.Where(c => c.Holds && writing.Contains(c.AccountId))) _coAuthors.Add(line.Copy(newId()));
    }

    private CoAuthor? Line(AccountId who) => _coAuthors.SingleOrDefault(c => c.Holds && c.AccountId == who);
}

/// <summary>What happened to a co-author.</summary>
public enum CoAuthorChange
{
    /// <summary>The author asked.</summary>
    Invited = 1,
    /// <summary>They said yes.</summary>
    Joined,
    /// <summary>They went, or said no.</summary>
    Left,
    /// <summary>The author took them off.</summary>
    TakenOff,
}

/// <summary>The co-authors of a published proposal changed.</summary>
public sealed record ProposalCoAuthored(PlaceId CommunityId, ProposalId Proposal, AccountId Who, CoAuthorChange Change) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "proposal.co-authors";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("account", Who), new("change", Change)];
}
