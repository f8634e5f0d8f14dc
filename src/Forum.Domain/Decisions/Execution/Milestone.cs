using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Decisions;

/// <summary>A part of what was decided: who has it, until when, how far it is. Every report stays.</summary>
public sealed class Milestone
{
    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int LongestTitle = 80;

    /// <summary>The longest report, in UTF-16 units.</summary>
    public const int LongestNote = 1000;

    private readonly List<MilestoneReport> _reports = [];

    private Milestone() { }

    internal Milestone(MilestoneId id, DecisionId decision, int order, string title, Unit owner, DateOnly dueOn) =>
        (Id, DecisionId, Order, Title, UnitId, Owner, FirstDueOn, DueOn) = (id, decision, order, title, owner.Id, owner.Name, dueOn, dueOn);

    /// <summary>The milestone.</summary>
    public MilestoneId Id { get; private set; }

    /// <summary>The decision.</summary>
    public DecisionId DecisionId { get; private set; }

    /// <summary>Its place, from 1.</summary>
    public int Order { get; private set; }

    /// <summary>What is to be done.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The body that has it.</summary>
    public UnitId UnitId { get; private set; }

    /// <summary>That body's name.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>The day that was promised first.</summary>
    public DateOnly FirstDueOn { get; private set; }

    /// <summary>The day that is promised now.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>How much is done, from 0 to 100.</summary>
    public int Percent { get; private set; }

    /// <summary>The promised day of which it was told that it is over; nothing as long as none was.</summary>
    public DateOnly? ToldLateOf { get; private set; }

    /// <summary>What was reported, oldest first.</summary>
    public IReadOnlyList<MilestoneReport> Reports => _reports;

    /// <summary>Whether its day is over and it is not done.</summary>
    public bool IsLate(DateOnly today) => Percent < 100 && DueOn < today;

    internal bool TellLate(DateOnly today)
    {
        if (!IsLate(today) || ToldLateOf == DueOn) return false;
        ToldLateOf = DueOn;
        return true;
    }

    internal Outcome<Done> Report(Byline by, int percent, DateOnly? dueOn, string? note, IReadOnlyList<Picture> pictures, DateOnly today, DateTimeOffset now)
    {
        if (Percent == 100) return Refusal.Conflict("milestone.done");
        if (percent is < 0 or > 100) return Refusal.Invalid("percent", "milestone.percent");
        if (Words.IsBlank(note) && dueOn > DueOn) return Refusal.Invalid("note", "milestone.explain-delay");
        if (Words.IsBlank(note) && IsLate(today)) return Refusal.Invalid("note", "milestone.explain-late");
        if (Words.IsBlank(note) && percent < Percent) return Refusal.Invalid("note", "milestone.explain-back");
        if (!Words.IsBlank(note) && Words.Check("note", note, LongestNote) is { } wrong) return wrong;
        if (Picture.Wrong([.. pictures.Select(p => p.Alt)]).ToArray() is { Length: > 0 } undescribed) return Outcome<Done>.Refused(undescribed);
        if (pictures.Select(p => p.Hash).Distinct().Count() < pictures.Count) return Refusal.Conflict("picture.twice");
        _reports.Add(new(Id, _reports.Count + 1, by, percent, dueOn == DueOn ? null : dueOn, Words.IsBlank(note) ? null : note.Trim(), pictures, now));
        (Percent, DueOn) = (percent, dueOn ?? DueOn);
        return Outcome.Done;
    }
}

/// <summary>What was reported of a milestone at one moment.</summary>
public sealed class MilestoneReport
{
    private readonly List<MilestonePicture> _pictures = [];

    private MilestoneReport() { }

    internal MilestoneReport(MilestoneId milestone, int order, Byline by, int percent, DateOnly? dueOn, string? note, IReadOnlyList<Picture> pictures, DateTimeOffset at)
    {
        (MilestoneId, Order, By, Percent, DueOn, Note, At) = (milestone, order, by, percent, dueOn, note, at);
        _pictures.AddRange(pictures.Select((p, i) => new MilestonePicture(milestone, order, i + 1, p)));
    }

    /// <summary>The milestone.</summary>
    public MilestoneId MilestoneId { get; private set; }

    /// <summary>Its place, from 1.</summary>
    public int Order { get; private set; }

    /// <summary>Who reported.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>How much was done.</summary>
    public int Percent { get; private set; }

    /// <summary>Another day than was promised before; nothing where it stayed.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The words.</summary>
    public string? Note { get; private set; }

    /// <summary>What was sent along to be seen.</summary>
    public IReadOnlyList<MilestonePicture> Pictures => _pictures;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
