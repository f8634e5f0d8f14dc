using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Notifications.Choices;

public static class NoticesEndpoints
{
    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        var notices = api.MapGroup("/me/notices").WithTags("notices");
        notices.MapGet("", async (ISender s, TextBook t) => (await s.Send(new GetNotices())).Answer(t)).Produces<NoticesView>();
        notices.MapPut("", async (ChooseNotices body, ISender s, TextBook t) => (await s.Send(body)).Empty(t));
        notices.MapPut("/matters", async (FollowMatter body, ISender s, TextBook t) => (await s.Send(body)).Empty(t));
    }
}
