using Forum.Council.Calls;
using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications.Tellings;

/// <summary>
/// How proposals went on that people put forward, of which they spoke, or which they endorsed, through somebody's pen: of those without an account
/// what was kept for them, of the others their unread lines. Where several lines say the same the newest stands for all.
/// </summary>
public sealed class SpokenTurns(ForumDb db, NewsWords words, TimeProvider time)
{
    // What was done to their words, beside turns of the matter.
    private static readonly string[] Talked = ["news.spoken-answered", "news.spoken-edited"];

    // What became of a hidden text of theirs, or of what they endorsed by word, of which nothing is left to find it by.
    private const string TakenBack = "news.endorsement-taken-back";
    private static readonly string[] Guarded = ["news.text-hidden", "news.hiding-stays", "news.hiding-lifted", TakenBack];

    // This line stands under no matter: it is read while that is not.
    private const string Hidden = "news.proposal-hidden";

    // Asks for something as long as the call is open.
    private const string Asked = "news.call-opened";

    public sealed record Turn(PersonId Person, long OutboxId, string What, DateTimeOffset At, DateTimeOffset? Until = null);

    /// <param name="people">Those who read no mail, with their account if they have one.</param>
    /// <param name="since">Nothing older than this.</param>
    public async Task<IReadOnlyList<Turn>> OfAsync(IReadOnlyDictionary<PersonId, AccountId?> people, DateTimeOffset since, CancellationToken stop)
    {
        // Until when, by their addresses.
        var open = await db.Calls.AsNoTracking().IgnoreAutoIncludes().OpenAt(time.GetUtcNow()).ToDictionaryAsync(c => $"/calls/{c.Id}", c => (DateTimeOffset?)c.ClosesAt, stop);
        return [.. await KeptAsync([.. people.Where(p => p.Value is null).Select(p => p.Key)], open, since, stop), .. await UnreadAsync(Holders(people), open, since, stop), .. await GuardedAsync(Holders(people), since, stop)];
    }

    private static Dictionary<AccountId, PersonId> Holders(IReadOnlyDictionary<PersonId, AccountId?> people) => people.Where(p => p.Value is not null).ToDictionary(p => p.Value!.Value, p => p.Key);

    private async Task<IEnumerable<Turn>> KeptAsync(List<PersonId> people, Dictionary<string, DateTimeOffset?> open, DateTimeOffset since, CancellationToken stop)
    {
        var rows = await db.PassOns.AsNoTracking().Where(n => people.Contains(n.PersonId) && n.At > since)
            .Where(n => n.ProposalId == null || db.Proposals.Shown().Any(p => p.Id == n.ProposalId))
            .Where(n => n.OtherProposalId == null || db.Proposals.Shown().Any(p => p.Id == n.OtherProposalId)).ToListAsync(stop);
        return rows.Where(r => r.Text != Asked || (r.CallId is { } call && open.ContainsKey($"/calls/{call}"))).GroupBy(r => (r.PersonId, r.ProposalId, r.Text, r.Facts)).Select(g => g.MaxBy(r => r.OutboxId)!)
            .Select(r => new Turn(r.PersonId, r.OutboxId, words.AtDoor(r.Text, r.Facts), r.At, r.Text == Asked ? open[$"/calls/{r.CallId}"] : null));
    }

    private async Task<IEnumerable<Turn>> UnreadAsync(Dictionary<AccountId, PersonId> people, Dictionary<string, DateTimeOffset?> open, DateTimeOffset since, CancellationToken stop)
    {
        var (ids, persons) = (people.Keys.ToList(), people.Values.ToList());
        var spoke = (await db.Comments.AsNoTracking().Where(c => c.From != null && persons.Contains(c.From.PersonId) && c.Withdrawn == null).Select(c => new { c.ProposalId, c.From!.PersonId }).Distinct().ToListAsync(stop))
            .Concat(await db.SpokenEndorsements.AsNoTracking().Where(e => persons.Contains(e.PersonId)).Select(e => new { e.ProposalId, e.PersonId }).ToListAsync(stop))
            .Concat(await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.From != null && persons.Contains(p.From.PersonId)).Select(p => new { ProposalId = p.Id, p.From!.PersonId }).ToListAsync(stop)).Select(s => (s.ProposalId, s.PersonId)).ToHashSet();
        if (spoke.Count == 0) return [];
        // Asked about one, then about what that went into.
        var asked = (await db.SpokenMergerAsks.AsNoTracking().Where(a => persons.Contains(a.PersonId)).Join(db.ProposalMergers, a => a.MergerId, m => m.Id, (a, m) => new { m.From, a.PersonId }).ToListAsync(stop)).Select(a => (a.From, a.PersonId)).ToHashSet();
        var went = asked.Select(a => (ProposalId?)a.From).Distinct().ToList();
        var of = spoke.Select(s => (ProposalId?)s.ProposalId).Distinct().ToList();
        var hidden = spoke.Select(HiddenAt).Distinct().ToList();
        var rows = await db.News.AsNoTracking().Where(n => ids.Contains(n.AccountId) && n.ReadAt == null && n.At > since && (n.Kind == NewsKind.Turn || Talked.Contains(n.Text)))
            .Where(n => (of.Contains(n.ProposalId) && db.Proposals.Shown().Any(p => p.Id == n.ProposalId)) || (went.Contains(n.OtherProposalId) && (n.Text == "news.merger-ask" || n.Text == "news.merger-ask-on")) || (n.Text == Hidden && hidden.Contains(n.Href)))
            .Where(n => n.ProposalId == null || db.Proposals.Shown().Any(p => p.Id == n.ProposalId))
            .Where(n => n.OtherProposalId == null || db.Proposals.Shown().Any(p => p.Id == n.OtherProposalId)).ToListAsync(stop);
        return rows.Where(r => r.Text != Asked || open.ContainsKey(r.Href)).Where(r => (r.Text == Hidden && spoke.Any(s => s.PersonId == people[r.AccountId] && HiddenAt(s) == r.Href)) || new[] { r.ProposalId, r.OtherProposalId }.OfType<ProposalId>().Any(p => (r.Text.StartsWith("news.merger-ask", StringComparison.Ordinal) ? asked : spoke).Contains((p, people[r.AccountId]))))
            .GroupBy(r => (r.AccountId, r.ProposalId, r.Text, r.Facts)).Select(g => g.MaxBy(r => r.OutboxId)!).Select(r => new Turn(people[r.AccountId], r.OutboxId, words.AtDoor(r.Text, r.Facts), r.At, r.Text == Asked ? open[r.Href] : null));
    }

    // Of what somebody wrote by themselves nobody else is told: only of words that were written down for them.
    private async Task<IEnumerable<Turn>> GuardedAsync(Dictionary<AccountId, PersonId> people, DateTimeOffset since, CancellationToken stop)
    {
        var (ids, persons) = (people.Keys.ToList(), people.Values.ToList());
        var rows = await db.News.AsNoTracking().Where(n => ids.Contains(n.AccountId) && n.ReadAt == null && n.At > since && Guarded.Contains(n.Text))
            .Where(n => n.ProposalId == null || db.Proposals.Shown().Any(p => p.Id == n.ProposalId)).ToListAsync(stop);
        if (rows.Count == 0) return [];
        var said = (await db.Comments.AsNoTracking().Where(c => c.From != null && persons.Contains(c.From.PersonId)).Select(c => new { c.Id, c.From!.PersonId }).ToListAsync(stop)).Select(c => ($"/comments/{c.Id}/hiding", c.PersonId))
            .Concat((await db.Contributions.AsNoTracking().IgnoreAutoIncludes().Where(c => c.From != null && persons.Contains(c.From.PersonId)).Select(c => new { c.Id, c.From!.PersonId }).ToListAsync(stop)).Select(c => ($"/contributions/{c.Id}/hiding", c.PersonId)))
            .Concat((await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.From != null && persons.Contains(p.From.PersonId)).Select(p => new { p.Id, p.From!.PersonId }).ToListAsync(stop)).Select(p => (HiddenAt((p.Id, p.PersonId)), p.PersonId))).ToHashSet();
        return rows.Where(r => r.Text == TakenBack || said.Contains((r.Href, people[r.AccountId]))).Select(r => new Turn(people[r.AccountId], r.OutboxId, words.AtDoor(r.Text, r.Facts), r.At));
    }

    private static string HiddenAt((ProposalId Of, PersonId) spoke) => $"/proposals/{spoke.Of}/hiding";
}
