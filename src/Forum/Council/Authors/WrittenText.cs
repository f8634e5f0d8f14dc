using Forum.Council.Drafts;
using Forum.Council.Proposals;
using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Authors;

/// <summary>A text that several write: a draft or a published proposal.</summary>
public readonly record struct WrittenText(DraftId? Draft, ProposalId? Proposal)
{
    /// <summary>Its page.</summary>
    public string Href => Draft is { } draft ? $"/drafts/{draft}" : $"/proposals/{Proposal}";

    /// <summary>The text with its co-authors, where the caller may know of it: a draft also where they are invited.</summary>
    public async Task<WrittenTogether?> FindAsync(ForumDb db, Caller caller, CancellationToken stop)
    {
        var (draft, proposal) = (Draft, Proposal);
        if (draft is not null)
        {
            var mine = db.Drafts.Include(d => d.CoAuthors).Where(d => d.Id == draft);
            return await mine.VisibleTo(caller).SingleOrDefaultAsync(stop) ?? await mine.AskingFor(caller).SingleOrDefaultAsync(stop);
        }
        // Visibility asks without tracking, which would carry over to the whole.
        return await db.Proposals.Where(p => p.Id == proposal).VisibleTo(caller, db).Include(p => p.CoAuthors).AsSplitQuery().AsTracking().SingleOrDefaultAsync(stop);
    }

    /// <summary>Where the text counts, and a co-author's role is looked up: the proposal's place; of a draft the one that its newest text names, else the community.</summary>
    public async Task<string> PathAsync(ForumDb db, PlaceId community, CancellationToken stop)
    {
        var (proposal, draft) = (Proposal, Draft);
        var place = proposal is null ? await db.Drafts.Where(d => d.Id == draft).Join(db.SavedTexts, d => new { d.Id, Number = d.Current }, t => new { Id = t.DraftId, t.Number }, (d, t) => t.PlaceId).SingleOrDefaultAsync(stop) ?? community : await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.PlaceId).SingleAsync(stop);
        // A draft may name a place that is none.
        return await db.Places.Where(p => p.Id == place).Select(p => p.Path).SingleOrDefaultAsync(stop) ?? await db.PathAsync(community, stop);
    }
}
