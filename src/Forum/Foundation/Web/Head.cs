namespace Forum.Foundation.Web;

/// <summary>HEAD answers what GET does, without the body (RFC 9110, section 9.3.2): pages and feeds are looked at so by whoever checks links or whether something is new.</summary>
public static class Head
{
    public static void UseHead(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next();
            return;
        }
        var body = context.Response.Body;
        (context.Request.Method, context.Response.Body) = (HttpMethods.Get, Stream.Null);
        try { await next(); }
        finally { context.Response.Body = body; }
    });
}
