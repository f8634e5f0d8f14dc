using Forum.Council.Drafts;
using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Authors;

/// <summary>Invitations to write along wait for whoever is asked: to drafts, and to proposals as long as they may be joined.</summary>
public sealed class CoAuthorQueue(ForumDb db, TextBook texts) : IQueueSource
{
    private const string Kind = "coauthor.answer";

    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        if (caller.AccountId is not { } me) return [];
        var drafts = await db.Drafts.AsNoTracking().AskingFor(caller).Select(d => new { d.Id, d.Title, Since = d.CoAuthors.Where(c => c.AccountId == me && c.EndedAt == null).Select(c => c.InvitedAt).First() }).ToListAsync(stop);
        var proposals = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().VisibleTo(caller, db).Where(p => p.Ending == null && p.Station < MatterStation.Voted && p.CoAuthors.Any(c => c.AccountId == me && c.JoinedAt == null && c.EndedAt == null))
            .Select(p => new { p.Id, p.Number, p.Title, Since = p.CoAuthors.Where(c => c.AccountId == me && c.EndedAt == null).Select(c => c.InvitedAt).First() }).ToListAsync(stop);
        return
        [
            .. drafts.Select(d => new QueueItem(Kind, d.Id.ToString(), "", string.IsNullOrWhiteSpace(d.Title) ? texts["draft.untitled"] : d.Title, d.Since, null, $"/drafts/{d.Id}")),
            .. proposals.Select(p => new QueueItem(Kind, p.Id.ToString(), p.Number, p.Title, p.Since, null, $"/proposals/{p.Id}/co-authors")),
        ];
    }
}
