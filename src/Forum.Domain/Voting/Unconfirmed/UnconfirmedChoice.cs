using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>
/// What a voter chose in an open poll and has not confirmed: kept for them alone, one per poll, account and line, never
/// a ballot and never counted. It goes when they cast, and at the closing.
/// </summary>
public sealed class UnconfirmedChoice : Aggregate
{
    private UnconfirmedChoice() { }

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>Whose it is.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The line of the roll that it was chosen for.</summary>
    public VoterId VoterId { get; private set; }

    /// <summary>What was chosen, as <see cref="Voting.Answer.Text"/>.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>When it was last chosen, UTC.</summary>
    public DateTimeOffset KeptAt { get; private set; }

    /// <summary>When its owner is reminded, UTC; nothing once they were, or where they chose after that hour.</summary>
    public DateTimeOffset? RemindAt { get; private set; }

    internal static UnconfirmedChoice New(Poll poll, RollLine line, AccountId account, DateTimeOffset? remindAt) => new() { CommunityId = poll.CommunityId, PollId = poll.Id, VoterId = line.VoterId, AccountId = account, RemindAt = remindAt };

    internal void Take(Answer answer, DateTimeOffset now) => (Answer, KeptAt) = (answer.Text, now);

    /// <summary>Its owner is reminded, once.</summary>
    public void Remind()
    {
        RemindAt = null;
        Raise(new ChoiceNotConfirmed(CommunityId, PollId, AccountId, VoterId));
    }

    /// <summary>The poll closed over it: its owner hears that it was not cast.</summary>
    public void Lapse() => Raise(new ChoiceLapsed(CommunityId, PollId, AccountId, VoterId));
}

public sealed partial class Poll
{
    // Shorter polls are reminded of at their half.
    private static readonly TimeSpan Reminder = TimeSpan.FromDays(1);

    /// <summary>Keeps what a voter chose until they confirm it. Refused as a ballot is; there the choice would end.</summary>
    public Outcome<UnconfirmedChoice> Keep(RollLine? line, Ballot? cast, UnconfirmedChoice? before, AccountId account, Answer answer, DateTimeOffset now, bool casterActs = true)
    {
        if (Bars(now) is { } bar) return bar;
        if (Secrecy == Secrecy.Secret) return Refusal.Conflict("poll.secret-stays-at-home");
        if (line is null) return Refusal.Barred("poll.not-on-roll");
        if (!Takes(answer)) return Refusal.Invalid("choice", "choice.wrong");
        if (BarsReplacing(cast, account, casterActs) is { } stands) return stands;
        var half = OpenedAt!.Value + (ClosesAt - OpenedAt.Value) / 2;
        var remindAt = ClosesAt - Reminder > half ? ClosesAt - Reminder : half;
        var choice = before ?? UnconfirmedChoice.New(this, line, account, now < remindAt ? remindAt : null);
        choice.Take(answer, now);
        return choice;
    }
}

/// <summary>A voter is reminded of a choice that they have not confirmed. Its topic is no page's, so that nobody hears of it but them.</summary>
public sealed record ChoiceNotConfirmed(PlaceId CommunityId, PollId Poll, AccountId Account, VoterId Voter) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"unconfirmed/{Poll}";
}

/// <summary>A poll closed over a choice that was not confirmed.</summary>
public sealed record ChoiceLapsed(PlaceId CommunityId, PollId Poll, AccountId Account, VoterId Voter) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"unconfirmed/{Poll}";
}
