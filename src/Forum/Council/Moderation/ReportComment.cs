using Forum.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Somebody says that a comment breaks a rule.</summary>
[SignedIn("whoever reads a comment may report it"), NotOfficial("who reported is to be known to nobody; what the moderator does about it is an act")]
public sealed record ReportComment(CommentId Comment, HouseRule? Rule, string? Remark = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Rule is null) yield return Refusal.Invalid("rule", "report.which-rule");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Comment, stop);
}

public sealed class ReportCommentHandler(ForumDb db, Desk desk, IdSource ids, TimeProvider time) : IRequestHandler<ReportComment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ReportComment request, CancellationToken stop)
    {
        var (comment, me) = (await db.Comments.SingleAsync(c => c.Id == request.Comment, stop), desk.Caller.AccountId!.Value);
        var already = await db.Reports.AnyAsync(r => r.CommentId == request.Comment && r.By == me, stop);
        return Report.Make(ids.New<ReportId>(), comment, me, request.Rule!.Value, request.Remark, already, time.GetUtcNow()).Map(made => { db.Reports.Add(made); return default(Done); });
    }
}
