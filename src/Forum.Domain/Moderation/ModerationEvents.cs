using Forum.Domain.Kernel;

namespace Forum.Domain.Moderation;

/// <summary>Somebody reported a text. No official act, and no open page hears of it; what the moderator does about it is an act.</summary>
public sealed record TextReported(PlaceId CommunityId, TextRef Text, ReportId Report) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"moderation/{Text.Id}";
}

/// <summary>A moderator keeps a text that was reported.</summary>
public sealed record TextKept(PlaceId CommunityId, TextRef Text, int Reports, string Reason, DateTimeOffset At) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => Text.ToString();

    /// <inheritdoc />
    public string Act => $"{Text.Word}.kept";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("reports", Reports), new("reason", new Seal(Reason))];
}

/// <summary>A moderator hid a text.</summary>
public sealed record TextHidden(PlaceId CommunityId, string Topic, TextRef Text, HouseRule Rule, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Act => $"{Text.Word}.hidden";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [Text.Fact, new("rule", Rule), new("reason", new Seal(Reason))];
}

/// <summary>A hidden text is shown again.</summary>
public sealed record TextShownAgain(PlaceId CommunityId, string Topic, TextRef Text) : IOfficialAct
{
    /// <inheritdoc />
    public string Act => $"{Text.Word}.shown-again";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [Text.Fact];
}

/// <summary>The author of a hidden text appeals.</summary>
public sealed record HidingAppealed(PlaceId CommunityId, TextRef Text, HidingId Hiding, string Plea) : IOfficialAct
{
    /// <inheritdoc />
    public bool Unsigned => Text.Kind == TextKind.Remark;

    /// <inheritdoc />
    public string Topic => Text.ToString();

    /// <inheritdoc />
    public string Act => "hiding.appealed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("hiding", Hiding), new("words", new Seal(Plea))];
}

/// <summary>Somebody else decided on the appeal.</summary>
public sealed record HidingAppealAnswered(PlaceId CommunityId, TextRef Text, HidingId Hiding, bool ShowsAgain, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => Text.ToString();

    /// <inheritdoc />
    public string Act => "hiding.answered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("hiding", Hiding), new("showsAgain", ShowsAgain), new("reason", new Seal(Reason))];
}
