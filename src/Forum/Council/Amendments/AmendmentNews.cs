using Forum.Council.Authors;
using Forum.Council.Spoken;
using Forum.Domain.Council.Amendments;
using Forum.Domain.Kernel;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Amendments;

/// <summary>Of a new or withdrawn amendment those who write the text are told; of what became of it, whoever proposed it and they.</summary>
public sealed class AmendmentNews(ForumDb db) : INewsmaker, ITookPart
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        AmendmentPut e => await TellAsync("put", e.Proposal, e.Amendment, false, stop),
        AmendmentSettled { End: AmendmentEnd.Withdrawn } e => await TellAsync("withdrawn", e.Proposal, e.Amendment, false, stop),
        AmendmentSettled e => await TellAsync(e.End.ToString().ToLowerInvariant(), e.Proposal, e.Amendment, true, stop),
        _ => null,
    };

    private async Task<News?> TellAsync(string what, ProposalId id, AmendmentId amendment, bool amender, CancellationToken stop)
    {
        var title = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Title).SingleOrDefaultAsync(stop);
        var by = await db.Amendments.AsNoTracking().IgnoreAutoIncludes().Where(a => a.Id == amendment).Select(a => a.By).SingleOrDefaultAsync(stop);
        if (title is null || by is null) return null;
        var (whom, passOn) = await db.AuthorOfAsync(id, stop);
        whom.UnionWith((await db.CoAuthorsOfAsync(id, stop)).Select(b => b.AccountId));
        if (amender) whom.Add(by.AccountId);
        return new($"news.amendment-{what}", new Dictionary<string, string> { ["title"] = title, ["name"] = by.Name }, $"/amendments/{amendment}", whom, null, $"proposals/{id}") { PassOn = passOn };
    }

    /// <summary>Whoever proposed an amendment took part.</summary>
    public async Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop) =>
        Matter.Proposal(topic) is { } id ? await db.Amendments.IgnoreAutoIncludes().Where(a => a.ProposalId == id).Select(a => a.By.AccountId).Distinct().ToListAsync(stop) : [];
}
