using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Forum.Voting.Tokens;
using Forum.Voting.Unconfirmed;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>Closes a poll and freezes its tally, in one transaction. The portal does so by itself when the time has come.</summary>
[SignedIn("the right of the poll's electorate at its place, which the handler asks for"), Official]
public sealed record ClosePoll(PollId Id) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class ClosePollHandler(ForumDb db, Desk desk, PollHolders holders, PublicRecord record, PollEvidence evidence, PollAsSaved saved, PollLooks looks, BallotSeals seals, BallotBox box, TimeProvider time) : IRequestHandler<ClosePoll, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ClosePoll request, CancellationToken stop)
    {
        var held = await holders.HeldAsync(desk.Caller, request.Id, stop);
        if (!held.Ok) return Outcome<Done>.Refused(held.Refusals);
        var poll = held.Value;
        // Closing twice is closing once.
        if (poll.State == PollState.Closed) return Outcome.Done;
        var opened = poll.Secrecy == Secrecy.Secret ? box.LastKey(poll.Id) : null;
        if (poll is { State: PollState.Open, Secrecy: Secrecy.Secret } && opened is null) return Refusal.Conflict(BallotBox.Shut);
        if (poll.State == PollState.Open && !await saved.HoldsAsync(poll, stop))
        {
            looks.Suspect(poll.Id);
            return Refusal.Conflict("record.changed");
        }
        var channels = await ChannelsAsync(poll, stop);
        // All that may refuse comes first: of rows that are taken back again, the journal would keep what they say.
        if (poll.BarsClosing(time.GetUtcNow(), channels) is { } bar) return bar;
        if (poll.Secrecy == Secrecy.Secret && await EmptyAsync(poll, opened, stop) is { } spoilt) return spoilt;
        var closed = poll.Options.Count > 0 ? await CloseOptionsAsync(poll, channels, stop) : await CloseAsync(poll, channels, stop);
        if (!closed.Ok) return closed;
        var published = await record.PublishAsync(poll, stop);
        if (!published.Ok) return Outcome<Done>.Refused(published.Refusals);
        if (published.Value is { } checkpoint) poll.Published(checkpoint);
        poll.Vouched(await evidence.HashAsync(poll, stop));
        await db.LapseUnconfirmedAsync(poll, time.GetUtcNow(), stop);
        await db.UnwrapNoMoreAsync(poll.Id, stop);
        if (poll.SecondRegistrar) db.WaitingBallots.RemoveRange(await db.WaitingBallots.Where(b => b.PollId == poll.Id).ToListAsync(stop));
        return closed;
    }

    private async Task<Refusal?> EmptyAsync(Poll poll, BoxKey? opened, CancellationToken stop)
    {
        if ((await record.WrongAsync(poll, stop)).Count == 0 && await box.EmptyAsync(poll.Id, opened!, stop)) return null;
        looks.Suspect(poll.Id);
        return Refusal.Conflict("record.changed");
    }

    private async Task<Outcome<Done>> CloseAsync(Poll poll, ChannelTotals channels, CancellationToken stop)
    {
        var counts = poll.Secrecy == Secrecy.Secret
            ? (await db.SecretBallots.Where(b => b.PollId == poll.Id).GroupBy(b => b.Choice).Select(g => new { g.Key, Persons = g.LongCount() }).ToListAsync(stop)).ToDictionary(g => g.Key!.Value, g => new Measure(g.Persons, 0))
            : (await db.Ballots.Where(b => b.PollId == poll.Id)
                .Join(db.RollLines, b => new { b.PollId, b.VoterId }, l => new { l.PollId, l.VoterId }, (b, l) => new { b.Choice, l.Area })
                .GroupBy(b => b.Choice).Select(g => new { g.Key, Persons = g.LongCount(), Area = g.Sum(b => b.Area) }).ToListAsync(stop)).ToDictionary(g => g.Key!.Value, g => new Measure(g.Persons, g.Area));
        Measure Of(Choice choice) => counts.GetValueOrDefault(choice);
        return poll.Close(Of(Choice.Yes), Of(Choice.No), Of(Choice.Abstain), time.GetUtcNow(), channels);
    }

    private async Task<Outcome<Done>> CloseOptionsAsync(Poll poll, ChannelTotals channels, CancellationToken stop)
    {
        var said = poll.Secrecy == Secrecy.Secret ? db.SecretBallots.Where(b => b.PollId == poll.Id).Select(b => b.Options) : db.Ballots.Where(b => b.PollId == poll.Id).Select(b => b.Options);
        var answers = await said.GroupBy(o => o).Select(g => new { Answer = g.Key, Count = g.LongCount() }).ToListAsync(stop);
        return poll.CloseOptions([.. answers.Where(a => a.Answer is not null).OrderBy(a => a.Answer, StringComparer.Ordinal).Select(a => (a.Answer!, a.Count))], answers.Where(a => a.Answer is null).Sum(a => a.Count), time.GetUtcNow(), channels, seals.LotSeedOf(poll.Id));
    }

    private async Task<ChannelTotals> ChannelsAsync(Poll poll, CancellationToken stop)
    {
        var papers = await db.BallotPapers.Where(p => p.PollId == poll.Id && p.State != PaperState.Printed).GroupBy(p => new { p.State, p.Channel }).Select(g => new { g.Key.State, g.Key.Channel, Count = g.Count() }).ToListAsync(stop);
        int In(PaperState state) => papers.Where(p => p.State == state).Sum(p => p.Count);
        // Whose ballot stands through which channel is known of open ballots; of secret ones, how many papers came.
        var ballots = poll.Secrecy == Secrecy.Open
            ? (await db.Ballots.Where(b => b.PollId == poll.Id).GroupBy(b => b.Channel).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop)).ToDictionary(g => g.Key, g => g.Count)
            : papers.Where(p => p.State is PaperState.Counted or PaperState.Agreed).ToDictionary(p => p.Channel!.Value, p => p.Count);
        // Without the second registrar's signature they are no ballots.
        var unsigned = await db.WaitingBallots.Where(b => b.PollId == poll.Id).GroupBy(b => b.Channel).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop);
        foreach (var waiting in unsigned) ballots[waiting.Key] -= waiting.Count;
        int Through(Channel channel) => ballots.GetValueOrDefault(channel);
        var online = poll.Secrecy == Secrecy.Open ? Through(Channel.Online) : await box.CountAsync(poll.Id, stop) - ballots.Values.Sum();
        // A paper that counted and was followed by another ballot of its voter stands no longer.
        var superseded = poll.Secrecy == Secrecy.Open ? In(PaperState.Counted) + In(PaperState.Superseded) - Through(Channel.Desk) - Through(Channel.Door) - Through(Channel.Paper) : 0;
        return new(online, Through(Channel.Desk), Through(Channel.Door), Through(Channel.Paper), In(PaperState.Spoilt), superseded, In(PaperState.Entered) + unsigned.Sum(w => w.Count));
    }
}

/// <summary>Closes polls whose time has come.</summary>
public sealed class PollsToClose(ForumDb db) : IDueWork
{
    /// <summary>How long after its time a poll may take to close before it counts as one that did not.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop) =>
        await db.Polls.AsNoTracking().OverBy(now, db).Select(p => new DueCommand(p.CommunityId, new ClosePoll(p.Id))).ToListAsync(stop);
}

public static class PollTimes
{
    /// <summary>Open polls whose time has come: the end of voting, or where a paper was printed, the end of their entry.</summary>
    public static IQueryable<Poll> OverBy(this IQueryable<Poll> polls, DateTimeOffset at, ForumDb db) =>
        polls.Where(p => p.State == PollState.Open && p.ClosesAt <= at && (p.EntryEndsAt <= at || !db.BallotPapers.Any(b => b.PollId == p.Id)));
}
