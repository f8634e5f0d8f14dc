using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Foundation.Due;
using Forum.Foundation.Matters;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Notifications.Choices;
using Forum.Notifications.Mail;
using Forum.Notifications.Tellings;

namespace Forum.Notifications;

public static class NewsEndpoints
{
    public static void AddNews(this IServiceCollection services)
    {
        services.AddScoped<IConsumer, NewsConsumer>();
        services.AddSingleton<NewsBell>();
        services.AddScoped<NewsWords>();
        services.AddScoped<Unread>().AlterTopic<NewsRow>(Unread.Topic).AlterNothing(typeof(NoticeChoice), typeof(MailRow), typeof(PassOnRow));
        services.AddScoped<IDueWork, NewsToPrune>();
        services.AddScoped<INewsmaker, ConcernNews>();
        services.AddScoped<INewsmaker, ResultNews>();
        services.AddScoped<INewsmaker, MatterNews>();
        services.AddScoped<ITookPart, Followers>();
        services.AddScoped<ITookPart, Objectors>();
        services.AddScoped<ITookPart, ConcernRaisers>();
        services.AddScoped<ChosenNotices>();
        services.AddMail();
        services.AddTellings();
    }

    public static void MapNews(this IEndpointRouteBuilder api)
    {
        var news = api.MapGroup("/news").WithTags("news");
        news.MapGet("", async (long? cursor, ISender s, TextBook t) => (await s.Send(new GetNews(cursor))).Answer(t)).Produces<Listing<NewsLine>>();
        news.MapGet("/unread", async (ISender s, TextBook t) => (await s.Send(new GetUnread())).Answer(t)).Produces<UnreadNews>();
        news.MapPost("/reading", async (long? upTo, ISender s, Desk desk, NewsBell bell, TextBook t, CancellationToken stop) => (await ReadAsync(s, desk, bell, upTo, stop)).Empty(t));
        news.MapPost("/{id:long}/reading", async (long id, ISender s, Desk desk, NewsBell bell, TextBook t, CancellationToken stop) => (await OpenAsync(s, desk, bell, id, stop)).Answer(t)).Produces<OpenedNews>();
        api.MapNotices();
        api.MapMail();
        api.MapTellings();
    }

    /// <summary>The address that a line has on the portal: opens it, and goes where it leads.</summary>
    public static void MapNewsLinks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/news/{id:long}", async (long id, ISender s, Desk desk, NewsBell bell, CancellationToken stop) =>
            !desk.Caller.IsSignedIn ? Results.LocalRedirect("/sign-in?back=%2Fnews") : await OpenAsync(s, desk, bell, id, stop) is { Ok: true } opened ? Results.LocalRedirect(opened.Value.Href) : Results.NotFound()).ExcludeFromDescription();
        routes.MapMailLinks();
    }

    /// <summary>All lines are read, up to one; the account's other windows count again.</summary>
    public static async Task<Outcome<Done>> ReadAsync(ISender sender, Desk desk, NewsBell bell, long? upTo, CancellationToken stop)
    {
        var done = await sender.Send(new ReadNews(upTo), stop);
        if (done.Ok) await bell.RingAsync([desk.Caller.AccountId!.Value], stop);
        return done;
    }

    private static async Task<Outcome<OpenedNews>> OpenAsync(ISender sender, Desk desk, NewsBell bell, long id, CancellationToken stop)
    {
        var opened = await sender.Send(new OpenNews(id), stop);
        if (opened.Ok) await bell.RingAsync([desk.Caller.AccountId!.Value], stop);
        return opened;
    }
}
