using System.Text.Json.Nodes;
using Forum.Domain.Kernel;
using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>
    /// Closes it and freezes the tally: when its time has come, or when everybody has voted; and, as long as papers are
    /// entered, when none waits for its second person. Without channel totals, all ballots came online.
    /// </summary>
    public Outcome<Done> Close(Measure yes, Measure no, Measure abstain, DateTimeOffset now, ChannelTotals? channels = null)
    {
        if (BarsClosing(now, channels) is { } already) return already;
        // Where heads are counted, an answer's area would only tell whose it is.
        Measure Counted(Measure part) => Rule.CountsArea ? part : part with { Area = 0 };
        var tally = new Tally(new(RollPersons, RollArea), Counted(yes), Counted(no), Counted(abstain));
        return Freeze(tally.Judge(Rule), tally.ToJson(), tally.Hash(), now, channels ?? new((int)tally.Cast.Persons, 0, 0, 0), tally.Cast.Persons);
    }

    /// <summary>
    /// Closes a poll among options as <see cref="Close"/> does: the kept answers with how often each was given, and who
    /// abstained. A seed that is not the one committed to at the opening settles nothing: ties stay ties.
    /// </summary>
    public Outcome<Done> CloseOptions(IReadOnlyList<(string Answer, long Count)> answers, long abstained, DateTimeOffset now, ChannelTotals? channels = null, string? lotSeed = null)
    {
        if (BarsClosing(now, channels) is { } already) return already;
        LotSeed = lotSeed is not null && Lot.HashOf(lotSeed) == LotHash ? lotSeed : null;
        var tally = OptionsTally.Of(Terms, answers, abstained);
        return Freeze(tally.Judge(Rule), tally.ToJson(), tally.Hash(), now, channels ?? new((int)tally.Cast.Persons, 0, 0, 0), tally.Cast.Persons);
    }

    /// <summary>Why it may not close now; nothing where it may.</summary>
    public Refusal? BarsClosing(DateTimeOffset now, ChannelTotals? channels) => State switch
    {
        PollState.Closed => Refusal.Conflict("poll.over", new Fact("at", ClosesAt)),
        PollState.Draft => Refusal.Conflict("poll.not-open"),
        PollState.CalledOff => Refusal.Conflict("poll.called-off"),
        _ when now < ClosesAt && !IsComplete => Refusal.Conflict("poll.closing-not-due", new Fact("at", ClosesAt)),
        _ when now < EntryEndsAt && channels is { Unconfirmed: > 0 and var waiting } => Refusal.Conflict(SecondRegistrar ? "poll.papers-unsigned" : "poll.papers-wait", new Fact("count", waiting)),
        _ => null,
    };

    private Outcome<Done> Freeze(PollOutcome outcome, JsonObject tally, string hash, DateTimeOffset now, ChannelTotals channels, long cast)
    {
        if (channels.Cast != cast) throw new InvalidOperationException($"{channels.Cast} ballots came through the channels, {cast} are counted.");
        Closed = new(now, outcome, CanonicalJson.Of(tally), hash, channels);
        State = PollState.Closed;
        Raise(new PollClosed(CommunityId, Id, Matter, outcome, hash, now, LotSeed, channels));
        if (Secrecy == Secrecy.Secret) Raise(new PollKeyDestroyed(CommunityId, Id, KeyHash!));
        return Outcome.Done;
    }
}
