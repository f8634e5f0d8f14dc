using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Dispatches;

/// <summary>What the Party organisation answers.</summary>
public enum ReplyStance
{
    /// <summary>采纳</summary>
    Adopted = 1,
    /// <summary>部分采纳</summary>
    Partly,
    /// <summary>不采纳</summary>
    NotAdopted,
}

/// <summary>How many days each level has, and how long a dispatch waits for a decision.</summary>
public sealed record DispatchRules(int Household, int Building, int Grid, int Community, int SubDistrict, int LatestAfterNotice)
{
    /// <summary>1, 3, 5, 15 and 30 days; sent 15 days after the notice period at the latest.</summary>
    public static readonly DispatchRules Usual = new(1, 3, 5, 15, 30, 15);

    /// <summary>The days of a level.</summary>
    public int Of(PartyLevel level) => level switch { PartyLevel.Household => Household, PartyLevel.Building => Building, PartyLevel.Grid => Grid, PartyLevel.Community => Community, _ => SubDistrict };
}

/// <summary>The answer: what, why, and by which day it is to be done.</summary>
public sealed record Reply(ReplyStance Stance, string Reason, DateOnly? DueOn, AccountId By, string Name, string Of, DateTimeOffset At);

/// <summary>
/// A sealed report on its way to the Party organisation (报送). Queued when a poll closes, passed or failed, it leaves with
/// the decision and on its latest day without one, so that nobody can forget or withhold it. What is sealed never
/// changes; remarks stand beside it.
/// </summary>
public sealed class Dispatch : Aggregate
{
    /// <summary>The longest remark or reason, in UTF-16 units.</summary>
    public const int Longest = 4000;

    private readonly List<DispatchHop> _hops = [];
    private readonly List<SealedPart> _parts = [];

    private Dispatch() { }

    /// <summary>The dispatch.</summary>
    public DispatchId Id { get; private set; }

    /// <summary>The number that people write down.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The poll that it reports; one dispatch each.</summary>
    public PollId PollId { get; private set; }

    /// <summary>The matter.</summary>
    public string? Matter { get; private set; }

    /// <summary>The place of the matter.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>What it is about.</summary>
    public string Title { get; private set; } = "";

    /// <summary>When it was queued, UTC.</summary>
    public DateTimeOffset QueuedAt { get; private set; }

    /// <summary>When it leaves at the latest, decided or not.</summary>
    public DateTimeOffset LeavesBy { get; private set; }

    /// <summary>When it was sealed and sent.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>By when the step that is due must be taken.</summary>
    public DateTimeOffset? Due { get; private set; }

    /// <summary>Whether the deadline that is running has been marked as missed.</summary>
    public bool MarkedLate { get; private set; }

    /// <summary>The answer.</summary>
    public Reply? Reply { get; private set; }

    /// <summary>The way through the levels, first the lowest.</summary>
    public IReadOnlyList<DispatchHop> Hops => _hops;

    /// <summary>The sealed report and, where something was decided later, its addenda.</summary>
    public IReadOnlyList<SealedPart> Parts => _parts;

    /// <summary>Its topic.</summary>
    public string Topic => $"dispatches/{Id}";

    /// <summary>A poll closed: its dispatch waits to leave.</summary>
    public static Dispatch Queue(DispatchId id, string number, PlaceId community, PollId poll, string? matter, PlaceId place, string title, DateTimeOffset leavesBy, DateTimeOffset now)
    {
        var dispatch = new Dispatch { Id = id, Number = number, CommunityId = community, PollId = poll, Matter = matter, PlaceId = place, Title = title, QueuedAt = now, LeavesBy = leavesBy };
        dispatch.Raise(new DispatchMoved(community, id, poll, matter, "dispatch.queued"));
        return dispatch;
    }

    /// <summary>It is sealed and goes to the unit of its level. Once.</summary>
    public Outcome<Done> Send(string report, PartyUnit to, DispatchRules rules, DateTimeOffset now)
    {
        if (SentAt is not null) return Refusal.Conflict("dispatch.sent");
        _parts.Add(new(1, report, null, now));
        SentAt = now;
        Arrive(to, rules, now);
        Raise(new DispatchMoved(CommunityId, Id, PollId, Matter, "dispatch.sent", to.Id, Sha256: _parts[0].Sha256));
        return Outcome.Done;
    }

    /// <summary>What was decided after it left follows, linked by the hash before.</summary>
    public Outcome<Done> Append(string report, DateTimeOffset now)
    {
        if (SentAt is null) return Refusal.Conflict("dispatch.not-sent");
        _parts.Add(new(_parts.Count + 1, report, _parts[^1].Sha256, now));
        Raise(new DispatchMoved(CommunityId, Id, PollId, Matter, "dispatch.appended", Sha256: _parts[^1].Sha256));
        return Outcome.Done;
    }

    /// <summary>The unit that has it says that it arrived.</summary>
    public Outcome<Done> Acknowledge(Byline by, IReadOnlyCollection<PartyUnitId> units, DateTimeOffset now)
    {
        if (Guard(units) is { } no) return no;
        if (_hops[^1].AcknowledgedAt is not null) return Refusal.Conflict("dispatch.acknowledged");
        _hops[^1].Acknowledge(by, now);
        Raise(new DispatchMoved(CommunityId, Id, PollId, Matter, "dispatch.acknowledged", _hops[^1].PartyUnitId));
        return Outcome.Done;
    }

    /// <summary>The unit passes it up; its remark stands beside the text and never replaces it.</summary>
    public Outcome<Done> PassUp(Byline by, IReadOnlyCollection<PartyUnitId> units, PartyUnit? above, string? remark, DispatchRules rules, DateTimeOffset now)
    {
        if (Guard(units) is { } no) return no;
        if (_hops[^1].AcknowledgedAt is null) return Refusal.Conflict("dispatch.acknowledge-first");
        if (above is null) return Refusal.Conflict("dispatch.nobody-above");
        if (!Words.IsBlank(remark) && Words.Check("remark", remark, Longest) is { } wrong) return wrong;
        _hops[^1].Leave(by, Words.IsBlank(remark) ? null : remark, now);
        Arrive(above, rules, now);
        Raise(new DispatchMoved(CommunityId, Id, PollId, Matter, "dispatch.passed-up", above.Id, remark));
        return Outcome.Done;
    }

    /// <summary>Nobody serves in the unit that has it: the portal passes it up, with no remark and as visibly as any other step.</summary>
    public Outcome<Done> PassUpUnattended(PartyUnit above, DispatchRules rules, DateTimeOffset now)
    {
        if (Guard([_hops is [.., var last] ? last.PartyUnitId : default]) is { } no) return no;
        _hops[^1].LeaveUnattended(now);
        Arrive(above, rules, now);
        Raise(new DispatchMoved(CommunityId, Id, PollId, Matter, "dispatch.unattended", above.Id));
        return Outcome.Done;
    }

    /// <summary>The unit answers, with a reason, and a day where something will be done. Final.</summary>
    public Outcome<Done> Answer(Byline by, IReadOnlyCollection<PartyUnitId> units, ReplyStance stance, string reason, DateOnly? dueOn, DateOnly today, DateTimeOffset now)
    {
        if (Guard(units) is { } no) return no;
        if (_hops[^1].AcknowledgedAt is null) return Refusal.Conflict("dispatch.acknowledge-first");
        List<Refusal> wrong = [];
        if (Words.Check("reason", reason, Longest) is { } words) wrong.Add(words);
        if (stance != ReplyStance.NotAdopted && dueOn is null) wrong.Add(Refusal.Invalid("dueOn", "dueOn.missing"));
        if (dueOn < today) wrong.Add(Refusal.Invalid("dueOn", "dispatch.due-past"));
        if (wrong.Count > 0) return Outcome<Done>.Refused(wrong);
        _hops[^1].Leave(by, null, now);
        Reply = new(stance, reason, dueOn, by.AccountId, by.Name, by.Of, now);
        Due = null;
        Raise(new DispatchAnswered(CommunityId, Id, PollId, Matter, stance, reason));
        return Outcome.Done;
    }

    /// <summary>A deadline passed: marked once, for everybody to see.</summary>
    public Outcome<Done> MarkLate(DateTimeOffset now)
    {
        if (Due is not { } due || now <= due || MarkedLate) return Refusal.Conflict("dispatch.not-late");
        MarkedLate = true;
        _hops[^1].Miss();
        Raise(new DispatchMoved(CommunityId, Id, PollId, Matter, "dispatch.late", _hops[^1].PartyUnitId));
        return Outcome.Done;
    }

    // Only the unit that has it now acts, and nobody after the answer.
    private Refusal? Guard(IReadOnlyCollection<PartyUnitId> units) =>
        SentAt is null ? Refusal.Conflict("dispatch.not-sent")
        : Reply is not null ? Refusal.Conflict("dispatch.answered")
        : units.Contains(_hops[^1].PartyUnitId) ? null : Refusal.Barred("dispatch.not-yours");

    private void Arrive(PartyUnit unit, DispatchRules rules, DateTimeOffset now)
    {
        var days = rules.Of(unit.Level);
        _hops.Add(new(_hops.Count + 1, unit, days, now));
        (Due, MarkedLate) = (now.AddDays(days), false);
    }
}
