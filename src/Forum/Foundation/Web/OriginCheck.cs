using Forum.Foundation.Live;

namespace Forum.Foundation.Web;

/// <summary>
/// Web sockets know no same-origin rule: without this any page on the web could open our hub with the reader's cookie.
/// </summary>
public static class OriginCheck
{
    public static void UseOriginCheck(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(ForumHub.Path)) return next();
        var origin = context.Request.Headers.Origin.ToString();
        var ours = $"{context.Request.Scheme}://{context.Request.Host}";
        // A program that is no browser sends none; then there is no cookie of a browser either.
        if (origin.Length == 0 || origin.Equals(ours, StringComparison.OrdinalIgnoreCase)) return next();
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });
}
