using Forum.Council.Proposals;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Drafts;

/// <summary>Where drafts went that are gone: whoever wrote one, or was asked to, is led to its proposal.</summary>
public sealed class PublishedDrafts(ForumDb db, Desk desk) : IWhyAway
{
    /// <summary>What the caller is told who still has the draft before them.</summary>
    public const string Published = "draft.published";

    /// <summary>The proposals that came of drafts which the caller led, wrote along or is asked to write along; those that they see.</summary>
    public async Task<IReadOnlyDictionary<DraftId, string>> OfAsync(IReadOnlyCollection<DraftId> drafts, CancellationToken stop)
    {
        if (drafts.Count == 0 || desk.Caller.AccountId is not { } me) return new Dictionary<DraftId, string>();
        List<DraftId?> gone = [.. drafts];
        var rows = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db).Where(p => gone.Contains(p.FromDraft))
            .Select(p => new { p.Id, Draft = p.FromDraft!.Value, Lead = p.Author.AccountId == me, Line = p.CoAuthors.Where(c => c.AccountId == me && c.EndedAt == null).Select(c => new { Joined = c.JoinedAt != null }).FirstOrDefault() }).ToListAsync(stop);
        return rows.Where(r => r.Lead || r.Line is not null).ToDictionary(r => r.Draft, r => r.Line is { Joined: false } ? $"/proposals/{r.Id}/co-authors" : $"/proposals/{r.Id}");
    }

    public async Task<Away?> OfAsync(PathString path, CancellationToken stop) =>
        path.Value!.Split('/') is [_, "drafts", var word, ..] && Guid.TryParse(word, out var id) && (await OfAsync([new DraftId(id)], stop)).TryGetValue(new(id), out var there) ? new(Published, there) : null;
}
