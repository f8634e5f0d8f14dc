using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Council.Spoken;

/// <summary>Somebody writes down what a person without a telephone says of a proposal, of a passage of it, or to a comment; both names are shown.</summary>
/// <param name="Version">The version of the proposal that was read to them; else that of the quote, else the newest.</param>
/// <param name="Agreed">That the person said so and agrees to their name being shown.</param>
[SignedIn("who may write down for people, which the handler asks for"), Official]
public sealed record WriteDownComment(ProposalId Proposal, PersonId? Person, string? Body, Stance? Stance, bool Agreed, CommentId? ReplyTo = null, Passage? Quote = null, int? Version = null) : ICommand<CommentId>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Person is null) yield return Refusal.Invalid("personId", "spoken.whose");
        if (Stance is null) yield return Refusal.Invalid("stance", "stance.missing");
        if (!Agreed) yield return Refusal.Invalid("agreed", "spoken.agreed");
        if (Words.Check("body", Body, Comment.LongestBody) is { } body) yield return body;
    }
}

public sealed class WriteDownCommentHandler(ForumDb db, SpokenDesk desk, IdSource ids, TalkLimits limits, TimeProvider time) : IRequestHandler<WriteDownComment, Outcome<CommentId>>
{
    public async Task<Outcome<CommentId>> Handle(WriteDownComment request, CancellationToken stop)
    {
        var opened = await desk.OpenAsync(request.Proposal, stop);
        if (!opened.Ok) return Outcome<CommentId>.Refused(opened.Refusals);
        var (proposal, path, by) = opened.Value;
        if (await desk.PersonAsync(path, request.Person!.Value, stop) is not { } from) return Refusal.Invalid("personId", "spoken.whose");
        if (await limits.BarsAsync(proposal, request.Body, stop, from.PersonId) is { } barred) return barred;
        var head = await db.HeadAsync(proposal.Id, request.ReplyTo, stop);
        if (!head.Ok) return Outcome<CommentId>.Refused(head.Refusals);
        return Markdown.Render("body", request.Body, Comment.LongestBody)
            .Then(body => AddCommentHandler.About(proposal, request.Version, request.Quote).Then(about => proposal.NextComment().Then(seq =>
                Comment.Say(ids.New<CommentId>(), proposal.CommunityId, proposal.Id, seq, about.Version, head.Value, request.Stance!.Value, body, by, time.GetUtcNow(), about.Quote, from))))
            .Map(comment => { db.Comments.Add(comment); return comment.Id; });
    }
}
