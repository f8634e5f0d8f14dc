using Forum.Domain.Kernel;

namespace Forum.Domain.Evaluations;

/// <summary>What is finished, a decision carried out or a concern that was closed, is evaluated by those whom it concerns.</summary>
public sealed class Survey : Aggregate
{
    /// <summary>The days in which it can be answered.</summary>
    public const int Days = 30;

    /// <summary>Fewer answers than this are not shown, so that nobody's can be guessed.</summary>
    public const int FewestShown = 5;

    private Survey() { }

    /// <summary>What it is about: <c>decisions/{id}</c> or <c>concerns/{id}</c>; one survey each.</summary>
    public string Topic { get; private set; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Until when it can be answered, UTC.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Asks about what has just been finished.</summary>
    public static Survey Of(PlaceId community, string topic, DateTimeOffset now) => new() { CommunityId = community, Topic = topic, OpenedAt = now, Until = now.AddDays(Days) };

    /// <summary>Somebody whom it concerns says how satisfied they are; once for each account, which the database holds too.</summary>
    public Outcome<Evaluation> Answer(AccountId by, int score, string? remark, bool already, DateTimeOffset now)
    {
        if (now >= Until) return Refusal.Conflict("evaluation.over", new Fact("at", Until));
        if (already) return Refusal.Conflict("evaluation.given");
        if (score is < 1 or > 5) return Refusal.Invalid("score", "evaluation.score");
        if (!string.IsNullOrWhiteSpace(remark) && Words.Check("remark", remark, Evaluation.LongestRemark) is { } wrong) return wrong;
        Raise(new Evaluated(CommunityId, Topic));
        return new Evaluation(Topic, by, score, string.IsNullOrWhiteSpace(remark) ? null : remark.Trim(), now);
    }
}

/// <summary>Somebody evaluated it. No official act, and no word of who.</summary>
public sealed record Evaluated(PlaceId CommunityId, string Topic) : IEvent;
