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
        services.AddScoped<RollMaker>();
        services.AddScoped<RollDesk>();
        services.AddScoped<INewsmaker, RollNews>();
        services.AddScoped<IQueueSource, RollQueue>();
        services.AddSingleton<PollKeys>();
        services.AddHostedService<ForgetOrder>();
        services.AddSingleton<LogKey>();
        services.AddSingleton<BallotSeals>();
        services.AddSingleton<ISaveChangesInterceptor>(provider => provider.GetRequiredService<BallotSeals>());
        services.AddSingleton<RecordTrees>();
        services.AddScoped<PublicRecord>();
        services.AddScoped<PollEvidence>();
        services.AddScoped<PollBinding>();
        services.AddScoped<SealedRows>();
        services.AddScoped<PollAsSaved>();
        services.AddScoped<RecordWriter>();
        services.AddScoped<ICheck, PollsCheck>();
        services.AddSingleton<VotedPolls>();
        services.AddScoped<IDueWork, BatchesToPublish>();
        services.AddSingleton<IConsumer, KeysToDestroy>();
        services.AddScoped<ITopicKeeper, PollTopics>();
        services.AddScoped<IDueWork, PollsToClose>();
        services.AddScoped<IQueueSource, PollQueue>();
        services.AddUnconfirmed();
        services.AddScoped<PaperDesk>();
        services.AddScoped<IQueueSource, PaperQueue>();
        services.AddScoped<INewsmaker, PaperNews>();
        services.AddScoped<IQueueSource, RegistrarQueue>();
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
public sealed class PollQueue(ForumDb db, TimeProvider time) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        var (me, now) = (caller.VoterIds, time.GetUtcNow());
        var chosen = await db.UnconfirmedRowsAsync(caller, now, stop);
        List<PollId> chose = [.. chosen.Select(c => c.Id)];
        var vote = me.Count == 0 ? [] : await db.Polls.AsNoTracking()
            .Where(p => p.State == PollState.Open && p.ClosesAt > now && !chose.Contains(p.Id) && db.RollLines.Any(l => l.PollId == p.Id && me.Contains(l.VoterId)) && !db.Ballots.Any(b => b.PollId == p.Id && me.Contains(b.VoterId)) && !db.SpentLines.Any(t => t.PollId == p.Id && me.Contains(t.VoterId)))
            .Select(p => new QueueItem("poll.vote", p.Id.ToString(), p.Number, p.Question, p.OpenedAt!.Value, p.ClosesAt, $"/polls/{p.Id}")).ToListAsync(stop);
        vote.AddRange(chosen.Select(c => new QueueItem("poll.confirm", c.Id.ToString(), c.Number, c.Question, c.KeptAt, c.ClosesAt, $"/polls/{c.Id}")));
        if (!caller.Has(Right.HoldPoll) && !caller.Has(Right.HoldOwnersPoll)) return vote;
        var drafts = await db.Polls.AsNoTracking().Where(p => p.State == PollState.Draft && p.SetUpBy.AccountId == caller.AccountId!.Value)
            .Select(p => new QueueItem("poll.open", p.Id.ToString(), p.Number, p.Question, p.ClosesAt, p.ClosesAt, $"/polls/{p.Id}")).ToListAsync(stop);
        return [.. vote, .. drafts];
    }
}
