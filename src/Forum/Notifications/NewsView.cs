using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Reception;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>What the caller was told, newest first. A line about a concern that they may no longer see is left out.</summary>
[SignedIn("one's own")]
public sealed record GetNews(long? Before = null) : IQuery<Listing<NewsLine>>;

public sealed record NewsLine(string Text, string Href, DateTimeOffset At, bool IsNew);

public sealed class GetNewsHandler(ForumDb db, Desk desk, TextBook texts) : IRequestHandler<GetNews, Outcome<Listing<NewsLine>>>
{
    private const int Take = 50;

    public async Task<Outcome<Listing<NewsLine>>> Handle(GetNews request, CancellationToken stop)
    {
        var rows = await db.News.AsNoTracking().VisibleTo(desk.Caller, db).Where(n => request.Before == null || n.OutboxId < request.Before).OrderByDescending(n => n.OutboxId).Take(Take + 1).ToListAsync(stop);
        return new Listing<NewsLine>(
            [.. rows.Take(Take).Select(r => new NewsLine(Words(r), r.Href, r.At, r.ReadAt is null))],
            rows.Count > Take ? rows[Take - 1].OutboxId.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    private string Words(NewsRow row) => texts[row.Text, [.. JsonSerializer.Deserialize<Dictionary<string, string>>(row.Facts)!.Select(f => (f.Key, (object?)(texts.Has(f.Value) ? texts[f.Value] : f.Value)))]];
}

/// <summary>One's own lines; a line about a concern only as long as one may see the concern.</summary>
public static class NewsVisibility
{
    public static IQueryable<NewsRow> VisibleTo(this IQueryable<NewsRow> news, Caller caller, ForumDb db)
    {
        var (me, concerns) = (caller.AccountId, db.Concerns.IgnoreAutoIncludes().VisibleTo(caller, db));
        return news.Where(n => n.AccountId == me && (n.ConcernId == null || concerns.Any(c => c.Id == n.ConcernId)));
    }
}

/// <summary>How many lines are unread, for the masthead.</summary>
public sealed class Unread(ForumDb db)
{
    public Task<int> OfAsync(Caller caller) => caller.IsSignedIn ? db.News.VisibleTo(caller, db).CountAsync(n => n.ReadAt == null) : Task.FromResult(0);
}

public static class NewsEndpoints
{
    public static void AddNews(this IServiceCollection services)
    {
        services.AddScoped<Foundation.Outbox.IConsumer, NewsConsumer>();
        services.AddScoped<Unread>();
        services.AddScoped<INewsmaker, ConcernNews>();
        services.AddScoped<INewsmaker, ResultNews>();
    }

    public static void MapNews(this IEndpointRouteBuilder api)
    {
        api.MapGet("/news", async (long? cursor, Foundation.Pipeline.ISender s, TextBook t) => (await s.Send(new GetNews(cursor))).Answer(t)).WithTags("news").Produces<Listing<NewsLine>>();
        api.MapPost("/news/reading", async (Foundation.Pipeline.ISender s, TextBook t) => (await s.Send(new ReadNews())).Empty(t)).WithTags("news");
    }
}
