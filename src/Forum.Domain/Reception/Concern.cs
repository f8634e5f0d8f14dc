using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Reception;

/// <summary>How long each step of a concern may take, as the community set it.</summary>
/// <param name="Accept">From raised to accepted.</param>
/// <param name="Handle">From assigned to resolved.</param>
public sealed record ConcernDeadlines(TimeSpan Accept, TimeSpan Handle)
{
    /// <summary>24 hours and 7 days (DB11/T 2021-2022 and its draft, the values for ordinary matters).</summary>
    public static readonly ConcernDeadlines Ordinary = new(TimeSpan.FromHours(24), TimeSpan.FromDays(7));
}

/// <summary>
/// Something somebody needs done or wants heard. Title and body are the first words: they are set once and no verb
/// changes them. Everything after is a step that stands beside them.
/// </summary>
public sealed partial class Concern : Aggregate
{
    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int LongestTitle = 80;

    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int LongestBody = 4000;

    private readonly List<ConcernStep> _steps = [];

    private Concern() { }

    /// <summary>The concern.</summary>
    public ConcernId Id { get; private set; }

    /// <summary>The number that people write down, such as 2026-000123; unique in the portal.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Where it is.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>Its category now.</summary>
    public string Category { get; private set; } = "";

    /// <summary>The first words: the title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The first words: the text.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Who may see it.</summary>
    public Visibility Visibility { get; private set; }

    /// <summary>Who raised it, and in whose name.</summary>
    public Byline RaisedBy { get; private set; } = Byline.Portal;

    /// <summary>When it was raised, UTC.</summary>
    public DateTimeOffset RaisedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public ConcernStatus Status { get; private set; }

    /// <summary>When it came to stand there.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>The unit that has it.</summary>
    public UnitId? UnitId { get; private set; }

    /// <summary>By when the step that is due must be taken; none where the road has ended.</summary>
    public DateTimeOffset? Due { get; private set; }

    /// <summary>Its history, oldest first.</summary>
    public IReadOnlyList<ConcernStep> Steps => _steps;

    /// <summary>The topic under which it is known outside.</summary>
    public string Topic => $"concerns/{Id}";

    /// <summary>Somebody raises a concern. Every field that is wrong is refused at once.</summary>
    public static Outcome<Concern> Raise(
        ConcernId id, string number, Place place, string category, string title, string body, Visibility visibility,
        Byline by, ConcernDeadlines deadlines, DateTimeOffset now)
    {
        Refusal[] wrong = [.. new[] { Words.Check("title", title, LongestTitle), Words.Check("body", body, LongestBody) }.OfType<Refusal>()];
        if (wrong.Length > 0) return Outcome<Concern>.Refused(wrong);
        var concern = new Concern
        {
            Id = id, Number = number, CommunityId = place.CommunityId, PlaceId = place.Id, Category = category,
            Title = title, Body = body, Visibility = visibility, RaisedBy = by, RaisedAt = now,
        };
        concern.Stand(ConcernStatus.Raised, now, deadlines.Accept);
        concern.Step(ConcernStepKind.Raised, by, now);
        concern.Raise(new ConcernRaised(concern.CommunityId, id, number, place.Id, category, visibility, by.UnitId, title, body));
        return concern;
    }

    private void Stand(ConcernStatus status, DateTimeOffset now, TimeSpan? within) =>
        (Status, Since, Due) = (status, now, within is { } time ? now + time : null);

    private void Step(ConcernStepKind kind, Byline by, DateTimeOffset at, string? text = null, UnitId? unit = null, string? before = null, string? after = null) =>
        _steps.Add(new(_steps.Count + 1, kind, by, at, text, unit, before, after));
}
