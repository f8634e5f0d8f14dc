using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;

namespace Forum.Domain.Decisions;

/// <summary>
/// The days in which a poll's outcome stands open to objection (公示). While it is open, or an objection is
/// unanswered, the next step is blocked.
/// </summary>
public sealed class NoticePeriod : Aggregate
{
    private readonly List<Objection> _objections = [];

    private NoticePeriod() { }

    /// <summary>The poll whose outcome it shows; one period each.</summary>
    public PollId PollId { get; private set; }

    /// <summary>The matter that the poll decides.</summary>
    public string? Matter { get; private set; }

    /// <summary>What is to be decided, in the poll's words.</summary>
    public string Title { get; private set; } = "";

    /// <summary>How the poll ended.</summary>
    public PollOutcome Outcome { get; private set; }

    /// <summary>The first instant, UTC.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>The first instant after it, UTC.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Whether a decision, or why there is none, was recorded.</summary>
    public bool Decided { get; private set; }

    /// <summary>The objections, oldest first.</summary>
    public IReadOnlyList<Objection> Objections => _objections;

    /// <summary>How many objections wait for an answer.</summary>
    public int Unanswered => _objections.Count(o => o.Answer is null);

    /// <summary>A period begins with the poll's closing.</summary>
    public static NoticePeriod Begin(PlaceId community, PollId poll, string? matter, string title, PollOutcome outcome, DateTimeOffset from, DateTimeOffset until)
    {
        var period = new NoticePeriod { CommunityId = community, PollId = poll, Matter = matter, Title = title, Outcome = outcome, From = from, Until = until };
        period.Raise(new NoticePeriodBegan(community, poll, until));
        return period;
    }

    /// <summary>Somebody objects, in time, with a reason; once, until it is answered.</summary>
    public Outcome<Objection> Object(ObjectionId id, Byline by, string body, DateTimeOffset now)
    {
        if (now >= Until) return Refusal.Conflict("notice.over", new Fact("at", Until));
        if (_objections.Any(o => o.By.AccountId == by.AccountId && o.Answer is null)) return Refusal.Conflict("notice.objected");
        if (Words.Check("body", body, Objection.Longest) is { } wrong) return wrong;
        var objection = new Objection(CommunityId, id, PollId, _objections.Count + 1, by, body, now);
        _objections.Add(objection);
        Raise(new ObjectionRaised(CommunityId, PollId, id, body));
        return objection;
    }

    /// <summary>The committee answers an objection, once.</summary>
    public Outcome<Done> AnswerObjection(ObjectionId id, Byline by, string body, DateTimeOffset now)
    {
        if (_objections.FirstOrDefault(o => o.Id == id) is not { } objection) return Refusal.NotFound;
        if (objection.Answer is not null) return Refusal.Conflict("notice.answered");
        if (Words.Check("body", body, Objection.Longest) is { } wrong) return wrong;
        objection.Reply(new(by.AccountId, by.Name, by.As, by.Of, body, now));
        Raise(new ObjectionAnswered(CommunityId, PollId, id, body));
        return default(Done);
    }

    /// <summary>Whether the next step may be taken; it is then taken as recorded.</summary>
    public Outcome<Done> Conclude(DateTimeOffset now)
    {
        if (Decided) return Refusal.Conflict("notice.decided");
        if (now < Until) return Refusal.Conflict("notice.open", new Fact("until", Until));
        if (Unanswered > 0) return Refusal.Conflict("notice.unanswered", new Fact("count", Unanswered));
        Decided = true;
        return default(Done);
    }
}

/// <summary>The committee's answer to an objection, as it was signed.</summary>
public sealed record ObjectionAnswer(AccountId By, string Name, Role As, string Of, string Body, DateTimeOffset At);

/// <summary>Somebody's objection, word for word, with its answer beside it.</summary>
public sealed partial class Objection : Aggregate
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int Longest = 2000;

    private Objection() { }

    internal Objection(PlaceId community, ObjectionId id, PollId poll, int order, Byline by, string body, DateTimeOffset at) => (CommunityId, Id, PollId, Order, By, Body, At) = (community, id, poll, order, by, body, at);

    /// <summary>The objection.</summary>
    public ObjectionId Id { get; private set; }

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>Its place, from 1.</summary>
    public int Order { get; private set; }

    /// <summary>Whose.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>The words.</summary>
    public string Body { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The answer.</summary>
    public ObjectionAnswer? Answer { get; private set; }

    internal void Reply(ObjectionAnswer answer) => Answer = answer;
}
