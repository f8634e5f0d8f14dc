using System.Globalization;
using Forum.Foundation.Texts;

namespace Forum.Foundation.Web;

/// <summary>
/// The language of a request: the address (<c>?lang=en</c>), the cookie that the address leaves, <c>Accept-Language</c>,
/// then Chinese. Only zh and en: another culture would show bare keys.
/// </summary>
public static class LanguageChoice
{
    public const string Cookie = "lang";

    // Looking one up takes a lock that all requests share.
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en"), Chinese = CultureInfo.GetCultureInfo("zh");

    public static void UseLanguageChoice(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var asked = Known(context.Request.Query["lang"].ToString());
        var language = asked ?? Known(context.Request.Cookies[Cookie]) ?? Preferred(context.Request) ?? "zh";
        if (asked is not null) context.Response.Cookies.Append(Cookie, asked, Preference(context));
        Speak(language);
        context.Response.Headers.ContentLanguage = language == "zh" ? "zh-Hans" : "en";
        await next();
    });

    /// <summary>Sets the language of what runs from here on.</summary>
    public static void Speak(string language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language == "en" ? English : Chinese;

    /// <summary>A cookie that holds a choice of display and nothing else.</summary>
    public static CookieOptions Preference(HttpContext context) =>
        new() { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true };

    private static string? Preferred(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(l => l.Quality is null or > 0).OrderByDescending(l => l.Quality ?? 1).Select(l => Known(l.Value.Value)).FirstOrDefault(l => l is not null);

    private static string? Known(string? tag) => TextBook.Languages.FirstOrDefault(l => tag is not null && (tag == l || tag.StartsWith($"{l}-", StringComparison.OrdinalIgnoreCase)));
}
