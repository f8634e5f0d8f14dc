using Microsoft.AspNetCore.Http.Features;

namespace Forum.Foundation.Web;

/// <summary>Pages and calls that take files take large ones from those alone who are signed in.</summary>
public static class VisitorLimit
{
    /// <summary>The largest request that brings no such file, in bytes.</summary>
    public const long Usual = 2 << 20;

    public static void UseVisitorLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.User.Identity is not { IsAuthenticated: true } && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: > Usual } limit) limit.MaxRequestBodySize = Usual;
        return next();
    });
}
