using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Decisions;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Domain.Voting;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Notifications.Choices;
using Forum.Organisation;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>
/// Everybody who took part in a matter, or follows it, is told in one line how it went on. A new turn is one more line in
/// <see cref="TurnOf"/>. What has words of its own for the same people (an opened poll for its voters, a result, a
/// decision, an answer) is told there; whoever was told there is not told here again. Who took part through somebody's pen
/// and has no account is told at the door.
/// </summary>
public sealed class MatterNews(ForumDb db, Moment moment, Holders holders, MatterTitles titles, IEnumerable<ITookPart> parts) : INewsmaker
{
    /// <param name="Word">The key of a text for the place <c>{word}</c>.</param>
    private sealed record Turn(string Matter, string Text, string Href, string Word = "", PollId? Poll = null);

    // Of a crowd of comments most are about the same.
    private readonly Dictionary<string, IReadOnlyCollection<AccountId>> _followers = [];

    private static Turn? TurnOf(IEvent happened) => happened switch
    {
        ProposalRevised e => new($"proposals/{e.Proposal}", "news.revised", $"/proposals/{e.Proposal}"),
        // These stations are told by what took the matter there.
        ProposalReached { Station: not (MatterStation.Voted or MatterStation.OnNotice or MatterStation.Decided or MatterStation.SentOn or MatterStation.Answered) } e =>
            new($"proposals/{e.Proposal}", "news.station", $"/proposals/{e.Proposal}", $"MatterStation.{e.Station}"),
        PollOpened e => new(e.Matter ?? $"polls/{e.Poll}", "news.poll-began", $"/polls/{e.Poll}", Poll: e.Poll),
        DispatchMoved { Act: "dispatch.sent" or "dispatch.passed-up" or "dispatch.unattended" or "dispatch.late" } e =>
            new(e.Matter ?? $"polls/{e.Poll}", "news.dispatch-moved", $"/dispatches/{e.Dispatch}", $"news.{e.Act}", e.Poll),
        ConcernMoved e => new($"concerns/{e.Concern}", "news.concern-moved", $"/concerns/{e.Concern}", $"ConcernStatus.{e.Status}"),
        ProposalPublished { From: { } concern } e => new($"concerns/{concern}", "news.grew", $"/proposals/{e.Proposal}"),
        _ => null,
    };

    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        CommentAdded e => await ToldAsync(new($"proposals/{e.Proposal}", "news.comment", $"/proposals/{e.Proposal}/comments/{e.Comment}#c-{e.Comment}"), await FollowersAsync($"proposals/{e.Proposal}", stop), [], stop),
        ObjectionRaised e => await RaisedAsync(e, stop),
        _ when TurnOf(happened) is { } turn => await PartAsync(turn, turn.Poll is { } poll ? [turn.Matter, $"polls/{poll}"] : [turn.Matter], happened is PollOpened, stop),
        _ => null,
    };

    private async Task<News?> PartAsync(Turn turn, string[] topics, bool opens, CancellationToken stop)
    {
        var spoke = await parts.SpokeAsync(topics, stop);
        // Whoever may vote stands on the list of people to tell for that.
        if (opens && spoke.Count > 0) spoke.ExceptWith(await OnRollAsync(turn.Poll!.Value, spoke, stop));
        return await ToldAsync(turn, await parts.WhoAsync(topics, stop), spoke, stop);
    }

    private async Task<IReadOnlyCollection<PersonId>> OnRollAsync(PollId poll, HashSet<PersonId> people, CancellationToken stop)
    {
        List<(PersonId Person, VoterId Line)> lines = [.. people.Select(p => (p, VoterId.Of(p))), .. (await db.Residencies.AsNoTracking().On(moment.Today).Where(r => people.Contains(r.PersonId)).Select(r => new { r.PersonId, r.HomeId }).ToListAsync(stop)).Select(r => (r.PersonId, VoterId.Of(r.HomeId)))];
        var asked = lines.ConvertAll(l => l.Line);
        var found = await db.RollLines.AsNoTracking().Where(l => l.PollId == poll && asked.Contains(l.VoterId)).Select(l => l.VoterId).ToListAsync(stop);
        return [.. lines.Where(l => found.Contains(l.Line)).Select(l => l.Person)];
    }

    private async Task<IReadOnlyCollection<AccountId>> FollowersAsync(string topic, CancellationToken stop) =>
        _followers.TryGetValue(topic, out var known) ? known : _followers[topic] = await Followers.OfAsync(db, topic, stop);

    private async Task<News?> RaisedAsync(ObjectionRaised e, CancellationToken stop)
    {
        var poll = await db.Polls.Where(p => p.Id == e.Poll).Join(db.Places, p => p.PlaceId, p => p.Id, (poll, place) => new { poll.Question, place.Path }).SingleAsync(stop);
        return new("news.objection-raised", new Dictionary<string, string> { ["title"] = poll.Question }, $"/polls/{e.Poll}/notice", await holders.OfAsync(Right.AnswerObjection, poll.Path, stop));
    }

    private async Task<News?> ToldAsync(Turn turn, IReadOnlyCollection<AccountId> whom, IReadOnlyCollection<PersonId> spoke, CancellationToken stop)
    {
        if (whom.Count + spoke.Count == 0) return null;
        var called = turn.Poll is { } poll ? $"polls/{poll}" : turn.Matter;
        if (!(await titles.OfAsync(Caller.System(default), [called], stop)).TryGetValue(called, out var title)) return null;
        return new(turn.Text, new Dictionary<string, string> { ["title"] = title, ["@word"] = turn.Word }, turn.Href, whom, Council.Matter.Concern(turn.Matter), turn.Matter) { PassOn = spoke };
    }
}

/// <summary>Whoever chose to follow a matter.</summary>
public sealed class Followers(ForumDb db) : ITookPart
{
    public async Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop) => await OfAsync(db, topic, stop);

    public static async Task<IReadOnlyCollection<AccountId>> OfAsync(ForumDb db, string topic, CancellationToken stop) =>
        await db.NoticeChoices.Where(c => c.About == topic && c.Frequency != Domain.Notifications.Frequency.Never).Select(c => c.AccountId).ToListAsync(stop);
}

/// <summary>Whoever objected in a poll's notice period took part in the poll.</summary>
public sealed class Objectors(ForumDb db) : ITookPart
{
    public async Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop)
    {
        if (topic.Split('/') is not ["polls", var id] || !Guid.TryParse(id, out var poll)) return [];
        return await db.Set<Objection>().Where(o => o.PollId == new PollId(poll)).Select(o => o.By.AccountId).Distinct().ToListAsync(stop);
    }
}

/// <summary>Whoever raised a concern has a part in it, in the proposals that grew from it, and in those that these were joined to.</summary>
public sealed class ConcernRaisers(ForumDb db) : ITookPart
{
    public async Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop) => topic.Split('/') switch
    {
        ["concerns", var id] when Guid.TryParse(id, out var concern) => await db.Concerns.IgnoreAutoIncludes().Where(c => c.Id == new ConcernId(concern)).Select(c => c.RaisedBy.AccountId).ToListAsync(stop),
        ["proposals", var id] when Guid.TryParse(id, out var proposal) => await db.Concerns.IgnoreAutoIncludes()
            .Where(c => db.Proposals.Any(p => p.FromConcernId == c.Id && (p.Id == new ProposalId(proposal) || db.JoinedProposals.Any(j => j.From == p.Id && j.Into == new ProposalId(proposal))))).Select(c => c.RaisedBy.AccountId).ToListAsync(stop),
        _ => [],
    };
}
