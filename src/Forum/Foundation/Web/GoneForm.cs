using System.Text.Encodings.Web;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;

namespace Forum.Foundation.Web;

/// <summary>
/// A form that its page no longer has, since the matter went on while it was open, or since the same press came before, is
/// answered by the portal: what was done already leads to the page as it stands, what was not done is given back as typed.
/// </summary>
public static class GoneForm
{
    // Where people write words; what else a form carries is chosen again in a moment.
    private static readonly string[] Written = ["title", "englishTitle", "question", "quote", "body", "englishBody", "summary", "lines", "options", "remark", "note", "plea", "because", "reply", "reason"];

    /// <summary>Marks a request whose page is not there, or not for this reader.</summary>
    public static readonly object PageAway = new();

    public static void UseGoneForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType || context.Request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }
        // Whether the page still has the form shows when it has been drawn.
        var (answer, page) = (context.Response.Body, new MemoryStream());
        context.Response.Body = page;
        try { await next(context); }
        finally { context.Response.Body = answer; }
        if (await TookAsync(context)) return;
        page.Position = 0;
        await page.CopyToAsync(answer, context.RequestAborted);
    });

    private static async Task<bool> TookAsync(HttpContext context)
    {
        // Where a page does not have the form that was sent, the framework answers with plain text.
        if (context.Response is not { StatusCode: StatusCodes.Status400BadRequest, ContentType: "text/plain" }) return false;
        if (context.Request.Form["_handler"].Count == 0)
        {
            await Trouble.WritePageAsync(context, StatusCodes.Status400BadRequest, "not-understood");
            return true;
        }
        var (away, done) = (context.Items.ContainsKey(PageAway), await IsDoneAsync(context));
        if (done && !away) context.Response.Redirect(Here(context));
        else if (done) await Trouble.WritePageAsync(context, StatusCodes.Status404NotFound, "done-before");
        else
        {
            var why = away ? await WhyAsync(context) : new("form-gone", Here(context));
            await Trouble.WritePageAsync(context, why is null ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict, why?.Code ?? "form-gone", texts => Given(context, context.Request.Form, texts, why?.Href));
        }
        return true;
    }

    private static async Task<Away?> WhyAsync(HttpContext context)
    {
        foreach (var reason in context.RequestServices.GetServices<IWhyAway>())
            if (await reason.OfAsync(context.Request.Path, context.RequestAborted) is { } away) return away;
        return null;
    }

    private static async Task<bool> IsDoneAsync(HttpContext context) =>
        context.Request.Form["once"].FirstOrDefault() is { Length: > 0 and <= Once.LongestKey } key
            && await Once.IsKnownAsync(context.RequestServices.GetRequiredService<ForumDb>(), context.RequestServices.GetRequiredService<Desk>().Caller, key, context.RequestAborted);

    /// <summary>The address that was asked for.</summary>
    internal static string Here(HttpContext context) => $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}";

    /// <summary>The words that were typed into a form, to copy, and the way to the page that it came from.</summary>
    /// <param name="look">Where it stands how things are now, if anywhere.</param>
    internal static string Given(HttpContext context, IFormCollection form, TextBook texts, string? look)
    {
        var html = context.RequestServices.GetRequiredService<HtmlEncoder>();
        // Several forms of a page tell their fields apart by what follows a dash. The first line break of a field is none of its text.
        var typed = form.Where(f => Written.Contains(f.Key.Split('-')[0])).SelectMany(f => f.Value).OfType<string>().Where(w => !string.IsNullOrWhiteSpace(w));
        var words = string.Concat(typed.Select(w => $"<textarea class=\"field\" rows=\"5\" readonly aria-label=\"{texts["form-gone.yours"]}\">\n{html.Encode(w)}</textarea>"));
        return $"{(look is null ? "" : $"<p class=\"acts field\"><a class=\"btn go\" href=\"{html.Encode(look)}\">{texts["form-gone.look"]}</a></p>")}{(words.Length == 0 ? "" : $"<p>{texts["form-gone.yours"]}</p>{words}")}";
    }
}
