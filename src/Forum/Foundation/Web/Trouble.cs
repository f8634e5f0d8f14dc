using Forum.Domain.Kernel;
using Forum.Foundation.Texts;
using Microsoft.AspNetCore.Diagnostics;

namespace Forum.Foundation.Web;

/// <summary>What people and programs see where something broke or was not understood: a sentence and no internals.</summary>
public static class Trouble
{
    public static Task ShowAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status500InternalServerError);

    public static Task ShowStatusAsync(StatusCodeContext status) => WriteAsync(status.HttpContext, status.HttpContext.Response.StatusCode);

    private static async Task WriteAsync(HttpContext context, int status)
    {
        var texts = context.RequestServices.GetRequiredService<TextBook>();
        var code = status switch { 404 => "not-found", 429 => "too-many", 400 or 415 or 405 => "not-understood", 401 => "signed-out", 403 => "forbidden", _ => "broken" };
        context.Response.StatusCode = status;
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            var result = Results.Json(new { type = $"urn:forum:{code}", title = texts[$"refusal.{code}"], status, code }, contentType: "application/problem+json", statusCode: status);
            await result.ExecuteAsync(context);
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        var language = texts.Language == "zh" ? "zh-Hans" : "en";
        await context.Response.WriteAsync(
            $"<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{texts["shell.name"]}</title>" +
            $"<link rel=\"stylesheet\" href=\"/css/tokens.css\"><link rel=\"stylesheet\" href=\"/css/base.css\"><link rel=\"stylesheet\" href=\"/css/components.css\">" +
            $"<main><div class=\"task\"><h1>{texts[$"refusal.{code}"]}</h1><p class=\"acts field\"><a class=\"btn\" href=\"/\">{texts["not-found.home"]}</a></p></div></main></html>");
    }
}
