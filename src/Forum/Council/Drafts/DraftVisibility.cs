using Forum.Domain.Council.Drafts;
using Forum.Domain.Organisation;

namespace Forum.Council.Drafts;

/// <summary>A draft is there for its author and for co-authors who joined, as long as they write along, and for nobody else.</summary>
public static class DraftVisibility
{
    public static IQueryable<ProposalDraft> VisibleTo(this IQueryable<ProposalDraft> drafts, Caller caller)
    {
        var me = caller.AccountId;
        return drafts.Where(d => me != null && (d.AuthorId == me || d.CoAuthors.Any(c => c.AccountId == me && c.JoinedAt != null && c.EndedAt == null)));
    }

    /// <summary>Those that the caller is invited to and has not answered; of these only who asks and the title is shown.</summary>
    public static IQueryable<ProposalDraft> AskingFor(this IQueryable<ProposalDraft> drafts, Caller caller)
    {
        var me = caller.AccountId;
        return drafts.Where(d => me != null && d.CoAuthors.Any(c => c.AccountId == me && c.JoinedAt == null && c.EndedAt == null));
    }
}
