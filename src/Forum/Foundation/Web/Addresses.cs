using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Microsoft.AspNetCore.Mvc;

namespace Forum.Foundation.Web;

/// <summary>A feature's answer to: where is the matter with this number, if the caller may see it?</summary>
public interface INumbered
{
    /// <summary>The first segment of its short addresses, such as <c>c</c> in <c>/c/2026-000123</c>.</summary>
    string Prefix { get; }

    Task<string?> FindAsync(Caller caller, string number, CancellationToken stop);
}

/// <summary>Addresses that people write down, and those that machines look for.</summary>
public static class Addresses
{
    public static void MapAddresses(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{prefix:length(1)}/{number:length(11)}", async (string prefix, string number, Desk desk, [FromServices] IEnumerable<INumbered> all, CancellationToken stop) =>
            all.FirstOrDefault(n => n.Prefix == prefix) is { } numbered && await numbered.FindAsync(desk.Caller, number, stop) is { } where ? Results.LocalRedirect(where) : Results.NotFound()).ExcludeFromDescription();
        routes.MapGet("/robots.txt", () => Results.Text("User-agent: *\nDisallow: /api/\nDisallow: /me\nDisallow: /mail/\nDisallow: /calendar/mine/\nDisallow: /news\nDisallow: /queue\n")).ExcludeFromDescription();
        routes.MapGet("/.well-known/security.txt", (IConfiguration configuration, TimeProvider time) => configuration["Forum:SecurityContact"] is { Length: > 0 } contact
            ? Results.Text($"Contact: {contact}\nExpires: {time.GetUtcNow().AddDays(365):yyyy-MM-dd'T'HH:mm:ss'Z'}\nPreferred-Languages: zh, en\n") : Results.NotFound()).ExcludeFromDescription();
    }
}
