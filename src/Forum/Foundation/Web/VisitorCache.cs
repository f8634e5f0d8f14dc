using System.Globalization;
using Forum.Accounts;
using Forum.Foundation.Storage;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.OutputCaching;

namespace Forum.Foundation.Web;

/// <summary>
/// Pages that every visitor sees alike are rendered and compressed once, and kept until anything is committed, five seconds
/// at most. Nothing is kept for whoever brings a session, nor of an answer that sets a cookie or forbids storing it, as one
/// with a form does.
/// </summary>
public sealed class VisitorCache(Commits commits, TimeProvider time) : IOutputCachePolicy
{
    /// <summary>What a page may not say longer than it is true: time passes without a commit, and other processes commit too.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // All that a page for visitors is made from beside its address.
    private static readonly string[] Cookies = [Doorman.CommunityCookie, "theme", "type"];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken stop)
    {
        var alike = IsAlike(context.HttpContext);
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = alike;
        if (!alike) return default;
        var request = context.HttpContext.Request;
        context.ResponseExpirationTimeSpan = Longest;
        context.CacheVaryByRules.QueryKeys = "*";
        var values = context.CacheVaryByRules.VaryByValues;
        values["commits"] = commits.All.ToString(CultureInfo.InvariantCulture);
        values["time"] = (time.GetUtcNow().Ticks / Longest.Ticks).ToString(CultureInfo.InvariantCulture);
        values["language"] = CultureInfo.CurrentUICulture.Name;
        values["encoding"] = request.Headers.AcceptEncoding.ToString();
        foreach (var name in Cookies) values[name] = request.Cookies[name] ?? "";
        return default;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken stop) => default;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken stop)
    {
        var response = context.HttpContext.Response;
        // A form's antiforgery token is one person's: the framework says no-store beside it, also to whoever has the cookie already.
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0 || response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase)) context.AllowCacheStorage = false;
        return default;
    }

    private static bool IsAlike(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Authorization.Count == 0
        && !context.Request.Cookies.ContainsKey(SessionAuthentication.CookieName(context.Request))
        && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
