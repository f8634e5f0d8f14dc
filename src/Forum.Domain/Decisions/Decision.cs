using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Decisions;

/// <summary>What a committee publishes, or its word why there is none. Immutable.</summary>
public sealed class Decision : Aggregate
{
    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int LongestTitle = 120;

    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int LongestBody = 10_000;

    private Decision() { }

    /// <summary>The decision.</summary>
    public DecisionId Id { get; private set; }

    /// <summary>The number that people write down.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The poll behind it; none for what needed no poll. At most one for each poll.</summary>
    public PollId? PollId { get; private set; }

    /// <summary>The topic of the matter: of the poll's, or as it names one itself.</summary>
    public string? Matter { get; private set; }

    /// <summary>Whether it decides, or says why nothing is decided.</summary>
    public bool Decides { get; private set; }

    /// <summary>The title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The text, or the reason.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Who published it.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>From which day it has effect; none where nothing is decided.</summary>
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>Its topic.</summary>
    public string Topic => $"decisions/{Id}";

    /// <summary>
    /// The committee publishes. On a poll the notice period must have ended with every objection answered. A decision
    /// takes effect on the day it is published, or later.
    /// </summary>
    public static Outcome<Decision> Publish(
        DecisionId id, string number, PlaceId community, NoticePeriod? period, string? matter, bool decides, string title, string body, DateOnly effectiveOn, DateOnly today, Byline by, DateTimeOffset now)
    {
        Refusal[] wrong = [.. new[] { Words.Check("title", title, LongestTitle), Words.Check("body", body, LongestBody), decides && effectiveOn < today ? Refusal.Invalid("effectiveOn", "decision.effect-past") : null }.OfType<Refusal>()];
        if (wrong.Length > 0) return Outcome<Decision>.Refused(wrong);
        if (!decides && period is null) return Refusal.Conflict("decision.nothing-to-decline");
        if (period is not null && period.Conclude(now) is { Ok: false } blocked) return Outcome<Decision>.Refused(blocked.Refusals);
        var decision = new Decision
        {
            Id = id, Number = number, CommunityId = community, PollId = period?.PollId, Matter = matter, Decides = decides,
            Title = title, Body = body, By = by, PublishedAt = now, EffectiveOn = decides ? effectiveOn : null,
        };
        decision.Raise(new DecisionPublished(community, id, number, decision.PollId, decision.Matter, decides, title, body));
        return decision;
    }
}
