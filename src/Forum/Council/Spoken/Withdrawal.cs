using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Spoken;

/// <summary>Words that were written down for somebody, to take them back by the pen or by office; once they are, by which office and why.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetWithdrawal(CommentId Comment) : IQuery<WithdrawalView>;

/// <param name="May">Whether the caller may take the words back, with a reason.</param>
/// <param name="Recused">Whether the caller might but has an interest in the matter.</param>
public sealed record WithdrawalView(ProposalId ProposalId, string ProposalTitle, CommentView Comment, bool May, bool Recused);

public sealed class GetWithdrawalHandler(ForumDb db, Desk desk) : IRequestHandler<GetWithdrawal, Outcome<WithdrawalView>>
{
    public async Task<Outcome<WithdrawalView>> Handle(GetWithdrawal request, CancellationToken stop)
    {
        if (await CommentPlace.OfAsync(db, desk.Caller, request.Comment, stop) is not { } place) return Refusal.NotFound;
        var comment = await db.Comments.AsNoTracking().SingleAsync(c => c.Id == request.Comment, stop);
        var serves = Serves(comment, desk.Caller, place.Path);
        if (!serves && comment.Withdrawn is null) return Refusal.NotFound;
        var recused = serves && await db.RecusedFromAsync(comment.ProposalId, desk.Caller, stop) is not null;
        return new WithdrawalView(comment.ProposalId, await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == comment.ProposalId).Select(p => p.Title).SingleAsync(stop), CommentView.Of(comment), serves && !recused, recused);
    }

    /// <summary>Whether the caller, who did not speak the words, wrote them down, or may write down there.</summary>
    public static bool Serves(Comment comment, Caller caller, string path) =>
        comment is { IsShown: true, From: not null } && (comment.IsPen(caller.AccountId, caller.PersonId) || (!comment.IsOf(caller.AccountId, caller.PersonId) && SpokenDesk.MayServe(caller, path)));
}
