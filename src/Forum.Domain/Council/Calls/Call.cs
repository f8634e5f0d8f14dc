using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Calls;

/// <summary>Where a call stands.</summary>
public enum CallState
{
    /// <summary>征集中: contributions come in.</summary>
    Open = 1,
    /// <summary>整理中: the period is over, each contribution gets its outcome.</summary>
    Closed,
    /// <summary>已答复: each has one, and the summary is said.</summary>
    Concluded,
    /// <summary>已取消: called off before it was answered.</summary>
    CalledOff,
}

/// <summary>What a call says, in one language.</summary>
public sealed record CallText(string Title, Markup Body)
{
    private CallText() : this("", new("", "")) { }
}

/// <summary>
/// A call for input (征集): what the people of a place are asked, until when, and what became of each thing they said. Its
/// text stays as it was opened; where it stands follows from the clock and from the conclusion.
/// </summary>
public sealed partial class Call : Aggregate
{
    /// <summary>The longest title, in characters as people count them.</summary>
    public const int LongestTitle = 80;

    /// <summary>The longest text, in characters as people count them.</summary>
    public const int LongestBody = 10_000;

    /// <summary>The longest summary at the end, in characters as people count them.</summary>
    public const int LongestSummary = 2000;

    /// <summary>Everybody has at least so many hours to answer.</summary>
    public const int LeastHours = 24;

    /// <summary>The longest period, in days.</summary>
    public const int MostDays = 90;

    /// <summary>The most groups that a call asks by name.</summary>
    public const int MostGroups = 20;

    private Call() { }

    /// <summary>The call.</summary>
    public CallId Id { get; private set; }

    /// <summary>The number that people write down.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Whoever lives, owns or serves there is asked.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>What it is about.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What is asked.</summary>
    public Markup Body { get; private set; } = new("", "");

    /// <summary>The same in English, where it was written in both languages.</summary>
    public CallText? English { get; private set; }

    /// <summary>The keys of the groups whose word is wanted above all, such as <c>tenants</c>; empty where it is everybody's alike.</summary>
    public IReadOnlyList<string> Groups { get; private set; } = [];

    /// <summary>The topic of the matter that it serves, such as <c>proposals/{id}</c>.</summary>
    public string? Matter { get; private set; }

    /// <summary>Who asks.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>From when on, UTC.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Until when, UTC; nothing is taken from this instant on.</summary>
    public DateTimeOffset ClosesAt { get; private set; }

    /// <summary>How many contributions were given, those withdrawn too: the last number.</summary>
    public int Given { get; private set; }

    /// <summary>How many of them are shown and have no outcome yet.</summary>
    public int Pending { get; private set; }

    /// <summary>What was said at the end.</summary>
    public CallConclusion? Conclusion { get; private set; }

    /// <summary>Its topic.</summary>
    public string Topic => $"calls/{Id}";

    /// <summary>Where it stands at an instant.</summary>
    public CallState StateAt(DateTimeOffset now) => Conclusion is not null ? CallState.Concluded : CalledOff is not null ? CallState.CalledOff : now < ClosesAt ? CallState.Open : CallState.Closed;

    /// <summary>Somebody asks the people of a place, for a day at least and ninety at most.</summary>
    public static Outcome<Call> Open(CallId id, string number, Place place, CallText text, CallText? english, IReadOnlyCollection<string> groups, DateTimeOffset closesAt, string? matter, Byline by, DateTimeOffset now)
    {
        Refusal?[] wrong =
        [
            Words.Check("title", text.Title, LongestTitle), Words.Check("body", text.Body.Source, LongestBody),
            english is null ? null : Words.Check("englishTitle", english.Title, LongestTitle), english is null ? null : Words.Check("englishBody", english.Body.Source, LongestBody),
            closesAt < now.AddHours(LeastHours) ? Refusal.Invalid("closesAt", "call.early", new Fact("least", LeastHours)) : closesAt > now.AddDays(MostDays) ? Refusal.Invalid("closesAt", "call.late", new Fact("most", MostDays)) : null,
            groups.Count > MostGroups ? Refusal.Invalid("groups", "call.groups", new Fact("most", MostGroups)) : null,
        ];
        if (wrong.OfType<Refusal>().ToArray() is { Length: > 0 } refusals) return Outcome<Call>.Refused(refusals);
        var call = new Call
        {
            Id = id, Number = number, CommunityId = place.CommunityId, PlaceId = place.Id, Title = text.Title.Trim(), Body = text.Body, English = english is null ? null : english with { Title = english.Title.Trim() },
            Groups = [.. groups.Distinct()], ClosesAt = closesAt, Matter = matter, By = by, OpenedAt = now,
        };
        call.Raise(new CallOpened(call.CommunityId, id, place.Id, closesAt, matter, text.Title, text.Body.Source));
        call.TellMatter();
        return call;
    }

    /// <summary>The one who asked says what came of it, once the period is over and each contribution has its outcome.</summary>
    public Outcome<CallConclusion> Conclude(string? summary, Byline by, DateTimeOffset now)
    {
        if (BarsSettling(now) is { } barred) return barred;
        if (Pending > 0) return Refusal.Conflict("call.pending", new Fact("count", Pending));
        if (Words.Check("summary", summary, LongestSummary) is { } wrong) return wrong;
        Conclusion = new(summary!.Trim(), by, now);
        Raise(new CallConcluded(CommunityId, Id, Given, summary));
        TellMatter();
        return Conclusion;
    }

    // While people still speak nobody is answered: each is read beside all the others.
    private Refusal? BarsSettling(DateTimeOffset now) => StateAt(now) switch
    {
        CallState.Open => Refusal.Conflict("call.open", new Fact("at", ClosesAt)),
        CallState.Concluded => Refusal.Conflict("call.concluded"),
        CallState.CalledOff => Refusal.Conflict("call.called-off"),
        _ => null,
    };
}

/// <summary>What came of a call: the word at the end, from whom and when. Final.</summary>
public sealed class CallConclusion
{
    private CallConclusion() { }

    internal CallConclusion(string summary, Byline by, DateTimeOffset at) => (Summary, By, At) = (summary, by, at);

    /// <summary>What came of it.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Who says so.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
