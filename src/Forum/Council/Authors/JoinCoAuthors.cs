using Forum.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Council.Authors;

/// <summary>The invited says yes, and writes along from now on.</summary>
[Requires(Right.TakePart), NotOfficial("a draft is private; of a published proposal the change itself is an official act")]
public sealed record JoinCoAuthors(WrittenText Text) : ICommand<Done>;

public sealed class JoinCoAuthorsHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<JoinCoAuthors, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(JoinCoAuthors request, CancellationToken stop)
    {
        if (await request.Text.FindAsync(db, desk.Caller, stop) is not { } text) return Refusal.NotFound;
        var path = await request.Text.PathAsync(db, text.CommunityId, stop);
        if (!text.IsAsked(desk.Caller.AccountId!.Value)) return Refusal.NotFound;
        return Pens.MayWrite(desk.Caller, path) ? text.Join(desk.Caller.Sign(Right.TakePart, path)!, time.GetUtcNow()) : Refusal.Barred("coauthor.elsewhere-you");
    }
}

/// <summary>A co-author goes or says no; or the author takes one off. It counts at once.</summary>
[SignedIn("oneself, or the text's author, which the text itself knows"), NotOfficial("a draft is private; of a published proposal the change itself is an official act")]
public sealed record EndCoAuthor(WrittenText Text, AccountId Who) : ICommand<Done>;

public sealed class EndCoAuthorHandler(ForumDb db, Desk desk, Pens pens, TimeProvider time) : IRequestHandler<EndCoAuthor, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EndCoAuthor request, CancellationToken stop)
    {
        if (await request.Text.FindAsync(db, desk.Caller, stop) is not { } text) return Refusal.NotFound;
        if (await pens.BarsPenAsync(text, stop) is { } not) return not;
        return text.End(desk.Caller.AccountId!.Value, request.Who, time.GetUtcNow(), desk.Caller.PersonId);
    }
}
