using System.Security.Claims;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;

namespace Forum.Accounts;

/// <summary>Announces whoever comes in at the request's <see cref="Desk"/>: the signed-in person, or a visitor to a community.</summary>
public static class Doorman
{
    public const string CommunityCookie = "community";

    public static void UseDoorman(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var services = context.RequestServices;
        // The hub asks anew for each message; a context held here would stay as long as the page is open.
        if (!context.Request.Path.StartsWithSegments(ForumHub.Path)) services.GetRequiredService<Desk>().Announce(await FindAsync(context.User, services, context.Request.Cookies[CommunityCookie], context.RequestAborted));
        await next();
    });

    public static async Task<Caller> FindAsync(ClaimsPrincipal user, IServiceProvider services, string? community, CancellationToken stop)
    {
        if (Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && await services.GetRequiredService<ICallers>().FindAsync(new(id), stop) is { } caller) return caller;
        PlaceId? chosen = Guid.TryParse(community, out var named) ? new(named) : null;
        return Caller.Visitor(await services.GetRequiredService<Communities>().ChooseAsync(services.GetRequiredService<ForumDb>(), chosen, stop));
    }
}
