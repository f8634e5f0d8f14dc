using System.Security.Claims;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Accounts;

/// <summary>Announces whoever comes in at the request's <see cref="Desk"/>: the signed-in person, or a visitor to a community.</summary>
public static class Doorman
{
    public const string CommunityCookie = "community";

    public static void UseDoorman(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var services = context.RequestServices;
        services.GetRequiredService<Desk>().Announce(await FindAsync(context.User, services, context.Request.Cookies[CommunityCookie], context.RequestAborted));
        await next();
    });

    public static async Task<Caller> FindAsync(ClaimsPrincipal user, IServiceProvider services, string? community, CancellationToken stop)
    {
        if (Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && await services.GetRequiredService<ICallers>().FindAsync(new(id), stop) is { } caller) return caller;
        var communities = services.GetRequiredService<ForumDb>().Places.AsNoTracking().Where(p => p.Level == PlaceLevel.Community);
        if (Guid.TryParse(community, out var chosen) && await communities.AnyAsync(p => p.Id == new PlaceId(chosen), stop)) return Caller.Visitor(new(chosen));
        return Caller.Visitor(await communities.OrderBy(p => p.Path).Select(p => p.Id).FirstOrDefaultAsync(stop));
    }
}
