using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.SettingUp;

/// <summary>Before there is a community there is nothing to show: every page leads to the set-up, and the API says so.</summary>
public static class NotSetUp
{
    public const string Path = "/set-up";

    public static void UseSetUpFirst(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsMatter(context) || context.RequestServices.GetRequiredService<Desk>().Caller.CommunityId != default) await next();
        else if (context.Request.Path.StartsWithSegments("/api")) await Answers.Problem([Refusal.Conflict("set-up.first")], context.RequestServices.GetRequiredService<TextBook>()).ExecuteAsync(context);
        else context.Response.Redirect(Path);
    });

    private static bool IsMatter(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || (context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is { } page && page.Type != typeof(SetUpPage));
}
