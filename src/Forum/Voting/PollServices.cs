using System.Text.Json.Nodes;
using Forum.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Checking;
using Forum.Foundation.Due;
using Forum.Foundation.Live;
using Forum.Foundation.Matters;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Notifications;
using Forum.Queue;
using Forum.Voting.Papers;
using Forum.Voting.Record;
using Forum.Voting.Registrar;
using Forum.Voting.Roll;
using Forum.Voting.Tokens;
using Forum.Voting.Unconfirmed;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Voting;

public static class PollServices
{
    public static void AddVoting(this IServiceCollection services)
    {
        // A poll's list and page ask for them each time.
        services.AlterNothing(typeof(Ballot), typeof(ReplacedBallot), typeof(UnconfirmedChoice), typeof(BoxedBallot), typeof(SecretBallot), typeof(WaitingBallot), typeof(SpentLine), typeof(SecondSignature), typeof(SealedCount)).AlterTopic<Poll>(p => p.Topic, nameof(Poll.Voted), BallotSeals.Column);
        services.AddScoped<PollHolders>();
        services.AddScoped<RollMaker>();
        services.AddScoped<RollDesk>();
        services.AddScoped<INewsmaker, RollNews>();
        services.AddScoped<IQueueSource, RollQueue>();
        services.AddSingleton<PollKeys>();
        services.AddScoped<BallotBox>();
        services.AddScoped<IReadiness, KeysAreThere>();
        services.AddSingleton<LogKey>();
        services.AddSingleton<BallotSeals>();
        services.AddSingleton<NotedCounts>();
        services.AddSingleton<ISaveChangesInterceptor>(provider => provider.GetRequiredService<BallotSeals>());
        services.AddSingleton<RecordTrees>();
        services.AddScoped<PublicRecord>();
        services.AddScoped<PollEvidence>();
        services.AddScoped<PollBinding>().AddScoped<PollInLedger>();
        services.AddScoped<SealedRows>();
        services.AddScoped<PollAsSaved>();
        services.AddSingleton<PollLooks>();
        services.AddScoped<IDueWork, PollsToLookAt>();
        services.AddScoped<INewsmaker, ChangedNews>();
        services.AddScoped<IQueueSource, ChangedQueue>();
        services.AddScoped<RecordWriter>();
        services.AddScoped<ICheck, PollsCheck>();
        services.AddSingleton<VotedPolls>();
        services.AddScoped<IDueWork, BatchesToPublish>();
        services.AddSingleton<IConsumer, KeysToDestroy>();
        services.AddScoped<ITopicKeeper, PollTopics>();
        services.AddScoped<IReaction, PollsOfHidden>();
        services.AddScoped<IReaction, DraftsOfEnded>();
        services.AddScoped<IDueWork, PollsToClose>();
        services.AddScoped<IQueueSource, PollQueue>();
        services.AddUnconfirmed();
        services.AddScoped<PaperDesk>();
        services.AddScoped<IQueueSource, PaperQueue>();
        services.AddScoped<INewsmaker, PaperNews>();
        services.AddScoped<SecondRegistrars>().AddScoped<IQueueSource, RegistrarQueue>().AddScoped<IQueueSource, UnsignedQueue>();
        services.AddScoped<INewsmaker, RegistrarNews>();
        services.AddScoped<INewsmaker, WitnessNews>();
        services.AddScoped<IDossierPart, PollDossier>();
        services.AddScoped<ITookPart, PollVoters>();
    }
}

/// <summary>Whoever cast a ballot, on paper too, or took a token or paper for one, took part, in the poll and in the matter that it decides.</summary>
public sealed class PollVoters(ForumDb db, Moment moment) : ITookPart
{
    public async Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop)
    {
        var poll = topic.Split('/') is ["polls", var id] && Guid.TryParse(id, out var value) ? new PollId(value) : (PollId?)null;
        var cast = db.Ballots.Where(b => b.PollId == poll || db.Polls.Any(p => p.Id == b.PollId && p.Matter == topic)).Select(b => b.VoterId);
        var spent = db.SpentLines.Where(t => t.PollId == poll || db.Polls.Any(p => p.Id == t.PollId && p.Matter == topic)).Select(t => t.VoterId);
        return await db.AnsweringForAsync(cast.Concat(spent), moment, stop);
    }
}

/// <summary>Question, rule, roll, turnout and tally for the sealed report; no voter's name.</summary>
public sealed class PollDossier(ForumDb db) : IDossierPart
{
    public string Name => "poll";

    public async Task<JsonNode?> WriteAsync(DossierSubject subject, CancellationToken stop)
    {
        var poll = await db.Polls.AsNoTracking().SingleOrDefaultAsync(p => p.Id == subject.PollId, stop);
        if (poll?.Closed is not { } closed) return null;
        return new JsonObject
        {
            ["number"] = poll.Number, ["question"] = poll.Question, ["rule"] = poll.Rule.ToJson(), ["outcome"] = closed.Outcome.ToString(),
            ["rollHash"] = poll.RollHash, ["tally"] = JsonNode.Parse(closed.Tally), ["tallyHash"] = closed.TallyHash,
        };
    }
}

/// <summary>Polls that wait for the caller's vote, or for them to confirm what they chose, and those to open or close.</summary>
public sealed class PollQueue(ForumDb db, PollHolders holders, PollLooks looks, TimeProvider time) : IQueueSource
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        var (me, now) = (caller.VoterIds, time.GetUtcNow());
        var chosen = await db.UnconfirmedRowsAsync(caller, now, stop);
        var lines = me.Count == 0 ? [] : await db.Polls.AsNoTracking().Where(p => p.State == PollState.Open && p.ClosesAt > now)
            .Join(db.RollLines.Where(l => me.Contains(l.VoterId)), p => p.Id, l => l.PollId, (p, l) => new { Poll = p, l.VoterId, l.Label })
            .Where(l => !db.Ballots.Any(b => b.PollId == l.Poll.Id && b.VoterId == l.VoterId) && !db.SpentLines.Any(t => t.PollId == l.Poll.Id && t.VoterId == l.VoterId)).ToListAsync(stop);
        List<QueueItem> vote =
        [
            .. lines.Where(l => !chosen.Exists(c => c.Id == l.Poll.Id && c.Line == l.VoterId)).Select(l => new QueueItem(
                "poll.vote", l.Poll.Id.ToString(), l.Poll.Number, TitleOf(l.Poll.Question, l.Poll.Rule.Electorate.IsStoodFor() ? l.Label : null), l.Poll.OpenedAt!.Value, l.Poll.ClosesAt, Voters.PageOf(l.Poll.Id, l.Poll.Rule.Electorate, l.VoterId))),
            .. chosen.Select(c => new QueueItem("poll.confirm", c.Id.ToString(), c.Number, TitleOf(c.Question, c.Label), c.KeptAt, c.ClosesAt, c.Href)),
        ];
        return [.. vote, .. await HeldAsync(caller, now - Late, stop)];
    }

    // What should have closed by itself and did not has a fault that somebody must see to. It waits for who set the poll up; where they may not hold it, for whoever may.
    private async Task<IEnumerable<QueueItem>> HeldAsync(Caller caller, DateTimeOffset late, CancellationToken stop)
    {
        if (!caller.Has(Right.HoldPoll) && !caller.Has(Right.HoldOwnersPoll) && !caller.Has(Right.StandIn) && caller.Units.Length == 0) return [];
        var over = db.Polls.OverBy(late, db);
        var rows = await db.Polls.AsNoTracking().VisibleTo(caller, db).Where(p => p.State == PollState.Draft || over.Any(o => o.Id == p.Id))
            .Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new { Poll = p, place.Path }).ToListAsync(stop);
        List<QueueItem> all = [];
        // One that was changed waits by its own name.
        foreach (var (poll, path) in rows.Where(r => r.Poll.State == PollState.Draft || !looks.IsChanged(r.Poll.Id)).Select(r => (r.Poll, r.Path)))
        {
            var office = PollVisibility.HoldRight(poll.Rule.Electorate);
            var theirs = poll.SetUpBy.AccountId == caller.AccountId || caller.May(Right.StandIn, path) || (Rights.Carries(poll.SetUpBy.As, Right.StandIn) && caller.May(office, path));
            if (theirs && (await holders.SignAsync(caller, poll, path, stop)).Ok) all.Add(new(poll.State == PollState.Draft ? "poll.open" : "poll.close", poll.Id.ToString(), poll.Number, poll.Question, poll.ClosesAt, poll.ClosesAt, $"/polls/{poll.Id}"));
        }
        return all;
    }

    private static string TitleOf(string question, string? label) => label is null ? question : $"{question} · {label}";
}
