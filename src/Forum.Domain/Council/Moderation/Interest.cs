using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Moderation;

/// <summary>Somebody says that their declared interest is over, when and why; it stands until another confirms it.</summary>
public sealed record InterestPlea(AccountId By, DateTimeOffset At, string Reason);

/// <summary>The end of a declared interest: who confirmed it, by which office, when and why.</summary>
public sealed record InterestEnding(AccountId By, Role As, string Of, DateTimeOffset At, string Reason);

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

    /// <summary>The proposal, where it is about one.</summary>
    public ProposalId? ProposalId { get; private set; }

    /// <summary>The poll, where it is about no proposal.</summary>
    public PollId? PollId { get; private set; }

    /// <summary>The concern, where it is about one.</summary>
    public ConcernId? ConcernId { get; private set; }

    /// <summary>The call for input, where it is about one that serves no matter.</summary>
    public CallId? CallId { get; private set; }

    /// <summary>The matter.</summary>
    public AtStake About => new(ProposalId, PollId, ConcernId, CallId);

    /// <summary>Whose, where it is a person's.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>Whose, where it is a body's.</summary>
    public UnitId? UnitId { get; private set; }

    /// <summary>What they are called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whose it is.</summary>
    public Party Whose => new(AccountId, UnitId, Name);

    /// <summary>What is at stake, for everybody.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who declared it: themselves, or the committee.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Set where those whom it concerns say that it is over.</summary>
    public InterestPlea? Plea { get; private set; }

    /// <summary>How often that was refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Set where it is over.</summary>
    public InterestEnding? Ending { get; private set; }

    /// <summary>Somebody declares their own interest or that of a body they act for; an officer also that of somebody else.</summary>
    public static Outcome<Interest> Declare(InterestId id, PlaceId community, AtStake about, Party whose, string? reason, Byline by, bool own, bool officer, bool already, DateTimeOffset now)
    {
        if (!own && !officer) return Refusal.Forbidden;
        if (already) return Refusal.Conflict("interest.already");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        var made = new Interest { CommunityId = community, Id = id, ProposalId = about.Proposal, PollId = about.Poll, ConcernId = about.Concern, CallId = about.Call, AccountId = whose.AccountId, UnitId = whose.UnitId, Name = whose.Name, Reason = reason!, By = by, At = now };
        made.Raise(new InterestDeclared(community, about.Topic, id, whose.AccountId, whose.UnitId, reason!));
        return made;
    }

    /// <summary>Whoever has or declared it says that it is over or was recorded wrongly; once, until that is answered. It stands until somebody else confirms it.</summary>
    public Outcome<Done> AskToEnd(AccountId by, bool own, string? reason, DateTimeOffset now)
    {
        if (Ending is not null) return Refusal.Conflict("interest.over");
        if (!own && by != By.AccountId) return Refusal.Barred("interest.not-yours");
        if (Plea is not null) return Refusal.Conflict("interest.asked");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        Plea = new(by, now, reason!);
        Raise(new InterestEndAsked(CommunityId, About.Topic, Id, reason!));
        return Outcome.Done;
    }

    /// <summary>It is over, or was recorded wrongly: confirmed by an officer whom the matter does not concern, never by whoever has it or asked.</summary>
    public Outcome<Done> End(Byline by, bool own, bool recused, string? reason, DateTimeOffset now)
    {
        if (BarsAnswering(by, own, recused, reason) is { } barred) return barred;
        Ending = new(by.AccountId, by.As, by.Of, now, reason!);
        Raise(new InterestEnded(CommunityId, About.Topic, Id, reason!));
        return Outcome.Done;
    }

    /// <summary>It is not over: said, with a reason, by whoever might confirm it. It stands, and may be asked about again.</summary>
    public Outcome<InterestRefusal> RefuseToEnd(Byline by, bool own, bool recused, string? reason, DateTimeOffset now)
    {
        if (Ending is null && Plea is null) return Refusal.Conflict("interest.not-asked");
        if (BarsAnswering(by, own, recused, reason) is { } barred) return barred;
        var refusal = new InterestRefusal(Id, ++Refused, Plea!, by, reason!, now);
        Plea = null;
        Raise(new InterestEndRefused(CommunityId, About.Topic, Id, refusal.PleaBy, reason!));
        return refusal;
    }

    private Refusal? BarsAnswering(Byline by, bool own, bool recused, string? reason) =>
        Ending is not null ? Refusal.Conflict("interest.over")
        : own || by.AccountId == Plea?.By ? Refusal.Barred("interest.own")
        : recused ? Refusal.Barred("interest.recused")
        : Words.Check("reason", reason, LongestReason);
}
