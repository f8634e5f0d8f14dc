using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Authors;

/// <summary>The co-authors of a draft or a proposal as JSON.</summary>
public static class CoAuthorEndpoints
{
    public sealed record InvitationBody(string? UserName, AccountId? Account);

    public static void MapCoAuthors(this IEndpointRouteBuilder texts, string path, Func<Guid, WrittenText> of)
    {
        texts.MapGet(path, async (Guid id, ISender s, TextBook t) => (await s.Send(new GetCoAuthors(of(id)))).Answer(t)).Produces<CoAuthorList>();
        texts.MapPost(path, async (Guid id, InvitationBody body, ISender s, TextBook t) => (await s.Send(new InviteCoAuthor(of(id), body.UserName, body.Account))).Empty(t)).Produces(204);
        texts.MapPost($"{path}/acceptance", async (Guid id, ISender s, TextBook t) => (await s.Send(new JoinCoAuthors(of(id)))).Empty(t)).Produces(204);
        texts.MapDelete($"{path}/{{account:guid}}", async (Guid id, Guid account, ISender s, TextBook t) => (await s.Send(new EndCoAuthor(of(id), new(account)))).Empty(t)).Produces(204);
    }
}
