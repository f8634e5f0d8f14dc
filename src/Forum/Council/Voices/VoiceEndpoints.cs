using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Voices;

/// <summary>Who has spoken, as JSON.</summary>
public static class VoiceEndpoints
{
    public sealed record GroupBody(string? Group);

    public static void MapVoices(this IEndpointRouteBuilder api)
    {
        var voices = api.MapGroup("/proposals/{id:guid}/voices").WithTags("proposals");
        voices.MapGet("", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetVoices(new(id)))).Answer(t)).Produces<VoicesView>();
        voices.MapPost("/invitations", async (Guid id, GroupBody body, ISender s, TextBook t) => (await s.Send(new InviteGroup(new(id), body.Group))).Empty(t));
    }
}
