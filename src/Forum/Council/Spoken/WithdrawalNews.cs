using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Spoken;

/// <summary>Whoever wrote words down and whoever spoke them are told that the pen or another of its office took them back, and why.</summary>
public sealed class WithdrawalNews(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop)
    {
        if (happened is not CommentWithdrawn { Reason: { } reason } e) return null;
        var said = await db.Comments.AsNoTracking().Where(c => c.Id == e.Comment).Join(db.Proposals.IgnoreAutoIncludes(), c => c.ProposalId, p => p.Id, (c, p) => new { c.By.AccountId, c.From, p.Title }).SingleAsync(stop);
        var speaker = said.From!.PersonId;
        HashSet<AccountId> whom = [said.AccountId, .. (await db.Accounts.Where(a => a.PersonId == speaker).Select(a => a.Id).ToListAsync(stop)).Select(a => new AccountId(a))];
        return new("news.spoken-withdrawn", new Dictionary<string, string> { ["title"] = said.Title, ["name"] = said.From.Name, ["reason"] = reason }, $"/comments/{e.Comment}/withdrawal", whom, Matter: $"proposals/{e.Proposal}");
    }
}
