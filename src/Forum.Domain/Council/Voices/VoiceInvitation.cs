using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Voices;

/// <summary>A facilitator asked a group that a proposal concerns to speak.</summary>
public sealed class VoiceInvitation : Aggregate
{
    /// <summary>A group is asked once in this time at most.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(7);

    private VoiceInvitation() { }

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>The group's key, such as <c>tenants</c> or <c>unit/{id}</c>.</summary>
    public string Group { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who asked.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Asks a group, unless it was asked lately.</summary>
    public static Outcome<VoiceInvitation> Send(PlaceId community, ProposalId proposal, string group, DateTimeOffset? last, Byline by, DateTimeOffset now)
    {
        if (last is { } before && now < before + Pause) return Refusal.Conflict("voices.asked-lately", new Fact("until", before + Pause));
        var made = new VoiceInvitation { CommunityId = community, ProposalId = proposal, Group = group, At = now, By = by };
        made.Raise(new GroupInvited(community, proposal, group));
        return made;
    }
}

/// <summary>A group was asked to speak.</summary>
public sealed record GroupInvited(PlaceId CommunityId, ProposalId Proposal, string Group) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "voices.invited";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("group", Group)];
}
