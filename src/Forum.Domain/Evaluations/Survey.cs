using Forum.Domain.Kernel;

namespace Forum.Domain.Evaluations;

/// <summary>What is finished, a decision carried out or a concern that was closed, is evaluated by those whom it concerns.</summary>
public sealed class Survey : Aggregate
{
    /// <summary>The days in which it can be answered, where nobody said otherwise.</summary>
    public const int UsualDays = 30;

    /// <summary>Fewer answers than this are not shown, so that nobody's can be guessed.</summary>
    public const int FewestShown = 5;

    private readonly List<SurveyAsked> _asked = [];

    private Survey() { }

    /// <summary>What it is about: <c>decisions/{id}</c> or <c>concerns/{id}</c>; one survey each.</summary>
    public string Topic { get; private set; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Until when it can be answered, UTC.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Whom it asks, as it was when it began; empty where it asks the whole community.</summary>
    public IReadOnlyList<SurveyAsked> Asked => _asked;

    /// <summary>Asks about what has just been finished: certain people, or the whole community where none are named.</summary>
    public static Survey Of(PlaceId community, string topic, DateTimeOffset now, IEnumerable<AccountId>? asked = null, int days = UsualDays)
    {
        var survey = new Survey { CommunityId = community, Topic = topic, OpenedAt = now, Until = now.AddDays(days) };
        survey._asked.AddRange((asked ?? []).Distinct().Select(who => new SurveyAsked(topic, who)));
        return survey;
    }

    /// <summary>Whether its outcome is read, and what was added: when it is over and enough answered.</summary>
    public bool IsPublished(int answers, DateTimeOffset now) => now >= Until && answers >= FewestShown;

    /// <summary>Somebody whom it concerns says how satisfied they are; once for each account, which the database holds too. Whoever <paramref name="did"/> it is not asked. Words, if there are any, are named by an <paramref name="id"/> that does not tell when they came.</summary>
    public Outcome<Evaluation> Answer(RemarkId id, AccountId by, int score, string? remark, bool already, DateTimeOffset now, bool did = false)
    {
        if (did || (_asked.Count > 0 && _asked.TrueForAll(a => a.AccountId != by))) return Refusal.Barred("evaluation.not-asked");
        if (now >= Until) return Refusal.Conflict("evaluation.over", new Fact("at", Until));
        if (already) return Refusal.Conflict("evaluation.given");
        if (score is < 1 or > 5) return Refusal.Invalid("score", "evaluation.score");
        if (!Words.IsBlank(remark) && Words.Check("remark", remark, Evaluation.LongestRemark) is { } wrong) return wrong;
        Raise(new Evaluated(CommunityId, Topic));
        return new Evaluation(this, by, score, id, remark, now);
    }
}

/// <summary>Somebody whom a survey asks. Fixed when it begins.</summary>
public sealed class SurveyAsked
{
    private SurveyAsked() { }

    internal SurveyAsked(string topic, AccountId account) => (Topic, AccountId) = (topic, account);

    /// <summary>The topic of the survey.</summary>
    public string Topic { get; private set; } = "";

    /// <summary>Who.</summary>
    public AccountId AccountId { get; private set; }
}

/// <summary>Somebody evaluated it. No official act, and no word of who.</summary>
public sealed record Evaluated(PlaceId CommunityId, string Topic) : IEvent;
