using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Moderation;

/// <summary>The end of a declared interest: who ended it, when and why.</summary>
public sealed record InterestEnding(AccountId By, DateTimeOffset At, string Reason);

/// <summary>Whose interest: somebody's, or a body's with all who act for it.</summary>
public sealed record Party(AccountId? AccountId, UnitId? UnitId, string Name)
{
    /// <summary>Whether this is the caller, or a body that the caller acts for.</summary>
    public bool Is(Caller caller) => (AccountId is not null && AccountId == caller.AccountId) || (UnitId is { } unit && caller.Units.Contains(unit));
}

/// <summary>Somebody has something at stake in a matter, such as a contract. In public; whoever has, decides nothing in that matter.</summary>
public sealed class Interest : Aggregate
{
    /// <summary>The longest reason, in characters as people count them.</summary>
    public const int LongestReason = 400;

    private Interest() { }

    /// <summary>The interest.</summary>
    public InterestId Id { get; private set; }

    /// <summary>The proposal; nothing where it is a poll without one.</summary>
    public ProposalId? ProposalId { get; private set; }

    /// <summary>The poll, where it is about no proposal.</summary>
    public PollId? PollId { get; private set; }

    /// <summary>The matter.</summary>
    public AtStake About => new(ProposalId, PollId);

    /// <summary>Whose, where it is a person's.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>Whose, where it is a body's.</summary>
    public UnitId? UnitId { get; private set; }

    /// <summary>What they are called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What is at stake, for everybody.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who declared it: themselves, or the committee.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Set where it is over.</summary>
    public InterestEnding? Ending { get; private set; }

    /// <summary>Somebody declares their own interest or that of a body they act for; an officer also that of somebody else.</summary>
    public static Outcome<Interest> Declare(InterestId id, PlaceId community, AtStake about, Party whose, string? reason, Byline by, bool own, bool officer, bool already, DateTimeOffset now)
    {
        if (!own && !officer) return Refusal.Forbidden;
        if (already) return Refusal.Conflict("interest.already");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        var made = new Interest { CommunityId = community, Id = id, ProposalId = about.Proposal, PollId = about.Poll, AccountId = whose.AccountId, UnitId = whose.UnitId, Name = whose.Name, Reason = reason!, By = by, At = now };
        made.Raise(new InterestDeclared(community, about.Topic, id, whose.AccountId, whose.UnitId, reason!));
        return made;
    }

    /// <summary>It is over, or was recorded wrongly: said by whoever declared it, or by an officer whom it does not concern.</summary>
    public Outcome<Done> End(AccountId by, bool own, bool officer, string? reason, DateTimeOffset now)
    {
        if (Ending is not null) return Refusal.Conflict("interest.over");
        if (by != By.AccountId && (own || !officer)) return Refusal.Barred("interest.not-yours");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        Ending = new(by, now, reason!);
        Raise(new InterestEnded(CommunityId, About.Topic, Id, reason!));
        return Outcome.Done;
    }
}
