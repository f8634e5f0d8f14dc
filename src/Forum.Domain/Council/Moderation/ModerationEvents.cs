using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Moderation;

/// <summary>Somebody reported a text. No official act, and no open page hears of it; what the moderator does about it is an act.</summary>
public sealed record TextReported(PlaceId CommunityId, TextRef Text) : IEvent
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

/// <summary>A moderator slowed a discussion down.</summary>
public sealed record SlowModeSet(PlaceId CommunityId, ProposalId Proposal, int Minutes, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "slow-mode.set";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("minutes", Minutes), new("reason", new Seal(Reason))];
}

/// <summary>A moderator lets a discussion go at its own pace again.</summary>
public sealed record SlowModeLifted(PlaceId CommunityId, ProposalId Proposal) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "slow-mode.lifted";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [];
}

/// <summary>An interest in a proposal was declared.</summary>
public sealed record InterestDeclared(PlaceId CommunityId, ProposalId Proposal, InterestId Interest, AccountId? Account, UnitId? Unit, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "interest.declared";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("interest", Interest), .. Account is { } account ? [new Fact("account", account)] : Array.Empty<Fact>(), .. Unit is { } unit ? [new Fact("unit", unit)] : Array.Empty<Fact>(), new("reason", new Seal(Reason))];
}

/// <summary>A declared interest is over.</summary>
public sealed record InterestEnded(PlaceId CommunityId, ProposalId Proposal, InterestId Interest, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "interest.ended";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("interest", Interest), new("reason", new Seal(Reason))];
}
