using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Forum.Foundation.Live;
using Forum.Foundation.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Forum.Accounts;

/// <summary>
/// One way in for pages and programs: an opaque token, in the cookie or as <c>Bearer</c>, looked up among the open
/// sessions at every request, so that ending a session ends it everywhere at once.
/// </summary>
public sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IServiceScopeFactory scopes)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Forum";
    public const string SessionId = "sid";
    public const string By = "by";
    public const string ByCookie = "cookie";
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private static readonly Func<ForumDb, string, DateTimeOffset, Task<Session?>> Open = EF.CompileAsyncQuery((ForumDb db, string hash, DateTimeOffset now) =>
        db.Sessions.AsNoTracking().SingleOrDefault(s => s.TokenHash == hash && s.EndedAt == null && s.ExpiresAt > now));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var bearer = Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
        var token = bearer ?? Request.Cookies[CookieName(Request)];
        if (string.IsNullOrEmpty(token) || token.Length > 100) return AuthenticateResult.NoResult();
        var (hash, now) = (Hash(token), TimeProvider.System.GetUtcNow());
        var session = Request.Path.StartsWithSegments(ForumHub.Path) ? await ApartAsync(hash, now) : await Open(Context.RequestServices.GetRequiredService<ForumDb>(), hash, now);
        if (session is null) return AuthenticateResult.Fail("no such session");
        var who = new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, session.AccountId.ToString()),
            new(SessionId, session.Id.ToString()),
            new(By, bearer is null ? ByCookie : "bearer"),
        ], Name);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(who), Name));
    }

    // An open page's connection lasts for hours and is to hold none to the database.
    private async Task<Session?> ApartAsync(string hash, DateTimeOffset now)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Open(scope.ServiceProvider.GetRequiredService<ForumDb>(), hash, now);
    }

    /// <summary>A new token and the hash that is kept of it.</summary>
    public static (string Token, string Hash) NewToken()
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return (token, Hash(token));
    }

    /// <summary>Under HTTPS the name binds the cookie to this host (RFC 6265bis).</summary>
    public static string CookieName(HttpRequest request) => request.IsHttps ? "__Host-forum" : "forum";

    public static CookieOptions Cookie(HttpRequest request) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = "/", IsEssential = true, MaxAge = Lifetime };

    /// <summary>The session of a request or connection; nothing for a visitor.</summary>
    public static Guid? SessionOf(ClaimsPrincipal? user) => Guid.TryParse(user?.FindFirstValue(SessionId), out var session) ? session : null;

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
