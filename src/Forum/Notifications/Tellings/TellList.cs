using Forum.Council.Merging;
using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Reception;
using Forum.Register;
using Forum.Voting;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications.Tellings;

/// <summary>Who of the caller's buildings is to be told something and reads no mail, home by home; each line until somebody has told it.</summary>
[Requires(Right.TellPeople)]
public sealed record GetTellings(string? Cursor = null) : IQuery<Listing<TellLine>>;

/// <param name="Whom">Somebody of the register, or a household under its home's id.</param>
/// <param name="About">What it is about, for noting that it was told.</param>
/// <param name="What">What to tell. Of a private concern only that there is an answer.</param>
public sealed record TellLine(VoterId Whom, string About, string Name, string Home, string What, DateTimeOffset Since, DateTimeOffset? Until, string Order)
{
    /// <summary>Where an answer is written down, where one is asked for; the line stands until then.</summary>
    public string? Href { get; init; }
}

public sealed class GetTellingsHandler(Desk desk, TellList list) : IRequestHandler<GetTellings, Outcome<Listing<TellLine>>>
{
    private const int Take = 100;

    public async Task<Outcome<Listing<TellLine>>> Handle(GetTellings request, CancellationToken stop)
    {
        var lines = (await list.OfAsync(desk.Caller, stop)).Where(l => request.Cursor is null || string.CompareOrdinal(l.Order, request.Cursor) > 0).Take(Take + 1).ToList();
        return new Listing<TellLine>([.. lines.Take(Take)], lines.Count > Take ? lines[Take - 1].Order : null);
    }
}

/// <summary>Makes the list: open polls for those on their rolls, unread lines that somebody waits for, what goes on where they spoke through somebody's pen, what they are asked there, and their words that were withdrawn by office.</summary>
public sealed class TellList(ForumDb db, Moment moment, TextBook texts, NewsWords words, SpokenTurns turns, MergerQuestions questions)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(60);

    // That somebody took a token, voted or spoke by themselves is not for the steward: only what they asked for, or said through somebody's pen.
    private static readonly string[] Results = ["news.decided", "news.declined", "news.answered"];
    private static readonly string[] Awaited = ["news.concern.answered", "news.concern.resolved", "news.concern.returned", "news.objection-answered", .. Results];

    private sealed record Neighbour(PersonId Person, PlaceId HomeId, string Home, string Path, AccountId? Account);

    public async Task<IReadOnlyList<TellLine>> OfAsync(Caller caller, CancellationToken stop)
    {
        var (people, mailed) = await NeighboursAsync(caller, stop);
        List<Neighbour> unmailed = [.. people.Where(p => !mailed.Contains(p.Person))], without = [.. people.Where(p => p.Account is null)];
        List<TellLine> all = [.. await PollsAsync(caller, people, mailed, stop), .. await AwaitedAsync(unmailed, stop), .. await TurnsAsync(unmailed, stop), .. await AskedAsync(caller, without, stop), .. await WithdrawnAsync(without, stop)];
        var whom = all.Select(l => l.Whom).Distinct().ToList();
        var told = (await db.Tellings.AsNoTracking().Where(t => whom.Contains(t.Whom)).Select(t => new { t.Whom, t.About }).ToListAsync(stop)).Select(t => (t.Whom, t.About)).ToHashSet();
        return [.. all.Where(l => !told.Contains((l.Whom, l.About))).DistinctBy(l => (l.Whom, l.About)).OrderBy(l => l.Order, StringComparer.Ordinal)];
    }

    // Those who live in the caller's buildings today, and who of them reads mail.
    private async Task<(List<Neighbour> People, HashSet<PersonId> Mailed)> NeighboursAsync(Caller caller, CancellationToken stop)
    {
        var scopes = caller.Scopes(Right.TellPeople);
        var lives = await db.Residencies.AsNoTracking().On(moment.Today).Join(db.Places.Where(p => p.Level == PlaceLevel.Home && scopes.Any(s => p.Path.StartsWith(s))), r => r.HomeId, p => p.Id, (r, p) => new { r.PersonId, p.Id, p.Name, p.Path }).ToListAsync(stop);
        var ids = lives.Select(l => l.PersonId).Distinct().ToList();
        var accounts = (await db.Accounts.AsNoTracking().Where(a => a.PersonId != null && ids.Contains(a.PersonId.Value)).Select(a => new { a.Id, a.PersonId }).ToListAsync(stop)).ToDictionary(a => a.PersonId!.Value, a => new AccountId(a.Id));
        var owned = accounts.Values.ToList();
        var reading = (await db.MailAddresses.AsNoTracking().Where(a => owned.Contains(a.AccountId) && a.Address != null && a.RefusedAt == null).Select(a => a.AccountId).ToListAsync(stop)).ToHashSet();
        return ([.. lives.Select(l => new Neighbour(l.PersonId, l.Id, l.Name, l.Path, accounts.TryGetValue(l.PersonId, out var a) ? a : null))], accounts.Where(a => reading.Contains(a.Value)).Select(a => a.Key).ToHashSet());
    }

    // Whether somebody has voted makes no difference: the list would tell.
    private async Task<IReadOnlyList<TellLine>> PollsAsync(Caller caller, List<Neighbour> people, HashSet<PersonId> mailed, CancellationToken stop)
    {
        var now = moment.Now;
        var voters = people.Where(p => !mailed.Contains(p.Person)).GroupBy(p => VoterId.Of(p.Person)).ToDictionary(g => g.Key, g => g.First());
        // A household is told where nobody in it reads mail.
        foreach (var home in people.GroupBy(p => p.HomeId).Where(g => !g.Any(p => mailed.Contains(p.Person)))) voters[VoterId.Of(home.Key)] = home.First();
        var ids = voters.Keys.ToList();
        var rows = await db.Polls.AsNoTracking().VisibleTo(caller, db).Where(p => p.State == PollState.Open && p.ClosesAt > now)
            .Join(db.RollLines.Where(l => ids.Contains(l.VoterId)), p => p.Id, l => l.PollId, (p, l) => new { p.Id, p.Question, p.OpenedAt, p.ClosesAt, l.VoterId }).ToListAsync(stop);
        var names = await db.VoterNamesAsync(rows.Select(r => r.VoterId), stop);
        var accounts = people.Select(p => p.Account).OfType<AccountId>().ToList();
        var read = (await db.News.AsNoTracking().Where(n => accounts.Contains(n.AccountId) && n.Text == "news.poll-opened" && n.ReadAt != null).Select(n => new { n.AccountId, n.Href }).ToListAsync(stop)).Select(n => (n.AccountId, n.Href)).ToHashSet();
        return
        [
            .. rows.Where(r => voters[r.VoterId].Account is not { } account || !read.Contains((account, $"/polls/{r.Id}"))).Select(r => Line(
                r.VoterId, voters[r.VoterId], $"polls/{r.Id}", names.GetValueOrDefault(r.VoterId) ?? texts["tell.household"],
                texts["tell.poll", ("title", r.Question), ("until", r.ClosesAt)], r.OpenedAt ?? now, r.ClosesAt)),
        ];
    }

    private async Task<IReadOnlyList<TellLine>> AwaitedAsync(IEnumerable<Neighbour> people, CancellationToken stop)
    {
        var known = people.Where(p => p.Account is not null).GroupBy(p => p.Account!.Value).ToDictionary(g => g.Key, g => g.First());
        var (ids, since) = (known.Keys.ToList(), moment.Now - Fresh);
        var rows = await db.News.AsNoTracking().Where(n => ids.Contains(n.AccountId) && Awaited.Contains(n.Text) && n.ReadAt == null && n.At > since)
            .Where(n => (n.ProposalId == null && !Results.Contains(n.Text)) || db.Proposals.Shown().Any(p => p.Id == n.ProposalId && p.From == null && p.Author.AccountId == n.AccountId))
            .Where(n => n.ConcernId == null || db.Concerns.IgnoreAutoIncludes().Shown().Any(c => c.Id == n.ConcernId))
            .Where(n => n.OtherProposalId == null || db.Proposals.Shown().Any(p => p.Id == n.OtherProposalId))
            .Select(n => new { Row = n, Private = n.ConcernId != null && db.Concerns.Any(c => c.Id == n.ConcernId && c.Visibility == Visibility.Private) }).ToListAsync(stop);
        var names = await db.VoterNamesAsync(known.Values.Select(k => VoterId.Of(k.Person)), stop);
        return [.. rows.Select(r => (r.Row, r.Private, Who: known[r.Row.AccountId])).Select(r => Line(
            VoterId.Of(r.Who.Person), r.Who, $"news/{r.Row.OutboxId}", names.GetValueOrDefault(VoterId.Of(r.Who.Person), ""), r.Private ? texts["tell.private"] : words.Of(r.Row), r.Row.At, null))];
    }

    private async Task<IReadOnlyList<TellLine>> TurnsAsync(IReadOnlyList<Neighbour> people, CancellationToken stop)
    {
        var known = people.GroupBy(p => p.Person).ToDictionary(g => g.Key, g => g.First());
        var rows = await turns.OfAsync(known.ToDictionary(k => k.Key, k => k.Value.Account), moment.Now - Fresh, stop);
        var names = await db.VoterNamesAsync(rows.Select(r => VoterId.Of(r.Person)), stop);
        return [.. rows.Select(r => Line(VoterId.Of(r.Person), known[r.Person], $"news/{r.OutboxId}", names.GetValueOrDefault(VoterId.Of(r.Person), ""), r.What, r.At, r.Until))];
    }

    // Whoever has an account answers by it. Who may not write an answer down there asks nobody.
    private async Task<IReadOnlyList<TellLine>> AskedAsync(Caller caller, IReadOnlyList<Neighbour> people, CancellationToken stop)
    {
        var known = people.GroupBy(p => p.Person).ToDictionary(g => g.Key, g => g.First());
        var ids = known.Keys.ToList();
        var rows = (await questions.OpenOnes().Where(q => ids.Contains(q.Person)).ToListAsync(stop)).Where(q => known[q.Person].Path.StartsWith(q.Path, StringComparison.Ordinal)).ToList();
        HashSet<(ProposalMergerId, ProposalId)> mine = [];
        foreach (var merger in rows.Select(r => r.Merger).Distinct())
            if (await questions.OpenAsync(merger, stop) is { Ok: true, Value: var opened }) mine.UnionWith(opened.Ways.Select(w => (merger, w.Endorsed)));
        return
        [
            .. rows.Where(r => mine.Contains((r.Merger, r.Endorsed))).Select(r => Line(
                VoterId.Of(r.Person), known[r.Person], $"mergers/{r.Merger}", r.Name, texts["tell.merger", ("from", r.From), ("into", r.Into)], r.Since ?? moment.Now, null) with { Href = $"/mergers/{r.Merger}/for-somebody?person={r.Person}" }),
        ];
    }

    // Whoever has an account reads it there.
    private async Task<IReadOnlyList<TellLine>> WithdrawnAsync(IEnumerable<Neighbour> people, CancellationToken stop)
    {
        var known = people.GroupBy(p => p.Person).ToDictionary(g => g.Key, g => g.First());
        var since = moment.Now - Fresh;
        var rows = await db.Comments.AsNoTracking().Where(c => c.Withdrawn!.Reason != null && c.Withdrawn.At > since)
            .Join(db.Proposals.Shown(), c => c.ProposalId, p => p.Id, (c, p) => new { c.Id, c.From, c.Withdrawn, p.Title }).ToListAsync(stop);
        return [.. rows.Where(r => known.ContainsKey(r.From!.PersonId)).Select(r => Line(
            VoterId.Of(r.From!.PersonId), known[r.From.PersonId], $"comments/{r.Id}", r.From.Name, texts["tell.spoken-withdrawn", ("title", r.Title), ("reason", r.Withdrawn!.Reason!)], r.Withdrawn.At, null))];
    }

    private static TellLine Line(VoterId whom, Neighbour who, string about, string name, string what, DateTimeOffset since, DateTimeOffset? until) =>
        new(whom, about, name, who.Home, what, since, until, $"{who.Path}|{whom}|{about}");
}
