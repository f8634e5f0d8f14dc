using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Microsoft.AspNetCore.Antiforgery;

namespace Forum.Foundation.Web;

/// <summary>What every call to the API passes: the idempotency key, and an antiforgery token where a cookie signs in.</summary>
public sealed class ApiDoor(IAntiforgery antiforgery, TextBook texts) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            if (http.User.HasClaim(SessionAuthentication.By, SessionAuthentication.ByCookie) && !await antiforgery.IsRequestValidAsync(http))
                return Answers.Problem([Refusal.Barred("antiforgery")], texts);
            if (http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key)
            {
                if (key.Length > Once.LongestKey) return Answers.Problem([Refusal.Invalid("Idempotency-Key", "once.key-too-long")], texts);
                http.RequestServices.GetRequiredService<Desk>().OnceKey = key;
            }
        }
        return await next(context);
    }
}
