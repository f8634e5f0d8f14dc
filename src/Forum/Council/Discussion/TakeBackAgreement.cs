using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>Whoever agreed with a comment does so no more; as long as the discussion goes on.</summary>
[Requires(Right.TakePart), NotOfficial("a nod in a conversation, not an act")]
public sealed record TakeBackAgreement(CommentId Id) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Id, stop);
}

public sealed class TakeBackAgreementHandler(ForumDb db, Desk desk) : IRequestHandler<TakeBackAgreement, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(TakeBackAgreement request, CancellationToken stop)
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Id, stop);
        if (!await db.IsTalkedOfAsync(comment.ProposalId, stop)) return Refusal.Conflict("talk.over");
        var own = await db.Agreements.SingleOrDefaultAsync(a => a.CommentId == request.Id && a.AccountId == desk.Caller.AccountId, stop);
        return comment.TakeBack(own).Map(done => { db.Agreements.Remove(own!); return done; });
    }
}

/// <summary>Whether the caller agrees with a comment.</summary>
[SignedIn("one's own")]
public sealed record GetAgreement(CommentId Id) : IQuery<AgreementView>;

public sealed record AgreementView(CommentId Id, bool Agrees);

public sealed class GetAgreementHandler(ForumDb db, Desk desk) : IRequestHandler<GetAgreement, Outcome<AgreementView>>
{
    public async Task<Outcome<AgreementView>> Handle(GetAgreement request, CancellationToken stop) =>
        await CommentPlace.OfAsync(db, desk.Caller, request.Id, stop) is null ? Refusal.NotFound
            : new AgreementView(request.Id, await db.Agreements.AnyAsync(a => a.CommentId == request.Id && a.AccountId == desk.Caller.AccountId, stop));
}
