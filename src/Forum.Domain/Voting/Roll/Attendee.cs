using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Voting;

/// <summary>Somebody who is present where a poll of those present is held.</summary>
public sealed class Attendee
{
    private Attendee() { }

    internal Attendee(Poll poll, RollEntry who, Byline by, DateTimeOffset at) =>
        (PollId, VoterId, Label, GridId, By, At) = (poll.Id, who.Voter, who.Label, who.Grid, by.AccountId, at);

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>Who.</summary>
    public VoterId VoterId { get; private set; }

    /// <summary>Their home, or the office that they hold.</summary>
    public string Label { get; private set; } = "";

    /// <summary>The grid of their home.</summary>
    public PlaceId? GridId { get; private set; }

    /// <summary>Who recorded it.</summary>
    public AccountId By { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
