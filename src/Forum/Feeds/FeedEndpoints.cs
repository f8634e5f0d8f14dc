using System.Security.Cryptography;
using System.Text;
using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace Forum.Feeds;

/// <summary>A file that was made.</summary>
public sealed record MadeFile(byte[] Bytes, string Type);

/// <summary>Feeds and public calendars of the last minute, by address and language: all visitors read the same.</summary>
public sealed class MadeFiles() : MemoryCache(new MemoryCacheOptions { SizeLimit = 200 });

public static class FeedEndpoints
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    public static void AddFeeds(this IServiceCollection services) =>
        services.AddScoped<FeedSources>().AddScoped<Calendars>().AddSingleton<CalendarTokens>().AddSingleton<MadeFiles>();

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/feeds/{name}.atom", async (string name, Guid? community, HttpContext http, FeedSources sources, MadeFiles made, ForumDb db, Desk desk, CommunityNames names, TextBook t, PublicAddress address, CancellationToken stop) =>
        {
            if (!FeedSources.Pages.TryGetValue(name, out var page) || await CommunityAsync(community, db, desk, stop) is not { } where) return Results.NotFound();
            return Answer(http, await KeptAsync(made, $"{name}.atom|{where}|{t.Language}|{await LastHidingAsync(db, stop)}", async () =>
            {
                var entries = await sources.OfAsync(name, Caller.Visitor(where), stop);
                var updated = entries.Select(e => e.Updated).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();
                var self = address.Of($"/feeds/{name}.atom?community={where}&lang={t.Language}");
                var title = t["feeds.feed-title", ("name", t[$"feeds.{name}"]), ("community", await names.OfAsync(where))];
                return new MadeFile(AtomFeed.Write($"tag:{address.Host},2026:{name}/{where}/{t.Language}", title, await names.OfAsync(where), t.Language == "zh" ? "zh-Hans" : "en", self, address.Of(page), address.Of, entries, updated), "application/atom+xml; charset=utf-8");
            }));
        }).ExcludeFromDescription();

        routes.MapGet("/calendar/{name}.ics", async (string name, Guid? community, HttpContext http, Calendars calendars, MadeFiles made, ForumDb db, Desk desk, TextBook t, CancellationToken stop) =>
            !Calendars.Public.Contains(name) || await CommunityAsync(community, db, desk, stop) is not { } where ? Results.NotFound()
                : Answer(http, await KeptAsync(made, $"{name}.ics|{where}|{t.Language}", async () => Ics(await calendars.OfAsync(name, Caller.Visitor(where), stop))))).ExcludeFromDescription();

        routes.MapGet("/calendar/mine/{token}.ics", async (string token, HttpContext http, Calendars calendars, CalendarTokens tokens, ForumDb db, ICallers callers, CancellationToken stop) =>
        {
            if (tokens.Read(token) is not var (account, serial) || !await db.CalendarKeys.AnyAsync(k => k.AccountId == account && k.Serial == serial, stop) || await callers.FindAsync(account, stop) is not { } caller) return Results.NotFound();
            http.Response.Headers.CacheControl = "private, no-store";
            return Answer(http, Ics(await calendars.OwnAsync(caller, stop)));
        }).ExcludeFromDescription();
    }

    /// <summary>The secret address of one's own calendar.</summary>
    public static void MapOwnCalendar(this IEndpointRouteBuilder api)
    {
        var calendar = api.MapGroup("/me/calendar").WithTags("notices");
        calendar.MapGet("", async (ISender s, TextBook t) => (await s.Send(new GetCalendarAddress())).Answer(t)).Produces<CalendarAddress>();
        calendar.MapPut("", async (ISender s, TextBook t) => (await s.Send(new MakeCalendarAddress())).Empty(t));
        calendar.MapDelete("", async (ISender s, TextBook t) => (await s.Send(new EndCalendarAddress())).Empty(t));
    }

    // What was hidden is in no feed that was made before.
    private static Task<string?> LastHidingAsync(ForumDb db, CancellationToken stop) => db.Hidings.OrderByDescending(h => h.Number).Select(h => h.Number).FirstOrDefaultAsync(stop);

    private static MadeFile Ics(string text) => new(Encoding.UTF8.GetBytes(text), "text/calendar; charset=utf-8");

    // Whoever is signed in reads what a visitor of the same community does: a feed is passed on.
    private static async Task<PlaceId?> CommunityAsync(Guid? asked, ForumDb db, Desk desk, CancellationToken stop)
    {
        if (asked is not { } id) return desk.Caller.CommunityId;
        var place = new PlaceId(id);
        return await db.Places.AnyAsync(p => p.Id == place && p.Level == PlaceLevel.Community, stop) ? place : null;
    }

    private static async Task<MadeFile> KeptAsync(MadeFiles made, string key, Func<Task<MadeFile>> make)
    {
        if (made.TryGetValue(key, out MadeFile? kept)) return kept!;
        return made.Set(key, await make(), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
    }

    // 304 where the reader has this very content (RFC 9110); the framework compares. By date nothing is compared: what is hidden makes a feed older.
    private static IResult Answer(HttpContext http, MadeFile file)
    {
        if (http.Response.Headers.CacheControl.Count == 0) http.Response.Headers.CacheControl = "public, max-age=60";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file.Bytes))[..32]}\"");
        return Results.Bytes(file.Bytes, file.Type, entityTag: tag);
    }
}
