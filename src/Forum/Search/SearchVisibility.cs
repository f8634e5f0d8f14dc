using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Decisions;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Offers;
using Forum.Reception;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Search;

/// <summary>A document is found by whoever may read what it is made of, now: the same filter as that matter's own page, within the query itself.</summary>
public static class SearchVisibility
{
    public static IQueryable<SearchDocument> VisibleTo(this IQueryable<SearchDocument> documents, Caller caller, ForumDb db)
    {
        var concerns = db.Concerns.IgnoreAutoIncludes().VisibleTo(caller, db);
        var proposals = db.Proposals.IgnoreAutoIncludes().VisibleTo(caller, db);
        var comments = db.Comments.ReadableBy(caller, db);
        var polls = db.Polls.VisibleTo(caller, db);
        var notices = db.NoticePeriods.IgnoreAutoIncludes().VisibleTo(caller, db);
        var decisions = db.Decisions.VisibleTo(caller, db);
        var offers = db.Offers.VisibleTo(caller);
        var calls = db.Calls.IgnoreAutoIncludes().VisibleTo(caller, db);
        var contributions = db.Contributions.IgnoreAutoIncludes().ReadableBy(caller, db);
        return documents.Where(d =>
            (d.Kind == SearchKind.Concern && concerns.Any(c => c.Id == d.ConcernId))
            || (d.Kind == SearchKind.Proposal && proposals.Any(p => p.Id == d.ProposalId))
            || (d.Kind == SearchKind.Comment && comments.Any(c => c.Id == d.CommentId))
            || (d.Kind == SearchKind.Poll && polls.Any(p => p.Id == d.PollId))
            || (d.Kind == SearchKind.Notice && notices.Any(n => n.PollId == d.PollId))
            || (d.Kind == SearchKind.Decision && decisions.Any(x => x.Id == d.DecisionId))
            || (d.Kind == SearchKind.Offer && offers.Any(o => o.Id == d.OfferId))
            || (d.Kind == SearchKind.Call && calls.Any(c => c.Id == d.CallId))
            || (d.Kind == SearchKind.Contribution && contributions.Any(c => c.Id == d.ContributionId)));
    }
}
