using System.Text.Json;
using System.Text.RegularExpressions;
using Forum.Domain.Kernel;
using Forum.Foundation.Texts;
using Microsoft.AspNetCore.Diagnostics;

namespace Forum.Foundation.Web;

/// <summary>What people and programs see where something broke or was not understood: a sentence and no internals.</summary>
public static partial class Trouble
{
    public static Task ShowAsync(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException wrong
            ? WriteAsync(context, wrong.StatusCode, wrong)
            : WriteAsync(context, StatusCodes.Status500InternalServerError);

    public static Task ShowStatusAsync(StatusCodeContext status) => WriteAsync(status.HttpContext, status.HttpContext.Response.StatusCode);

    private static async Task WriteAsync(HttpContext context, int status, BadHttpRequestException? wrong = null)
    {
        var texts = context.RequestServices.GetRequiredService<TextBook>();
        var code = status switch { 404 => "not-found", 429 => "too-many", 413 => "too-large", 400 or 415 or 405 => "not-understood", 401 => "signed-out", 403 => "forbidden", _ => "broken" };
        context.Response.StatusCode = status;
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await Answers.Problem(Refusals(code, wrong, texts), texts, status).ExecuteAsync(context);
            return;
        }
        await WritePageAsync(context, status, code);
    }

    // A body that is not as described: what is missing, or the field, where the reader got so far, with what may stand there.
    private static IReadOnlyList<Refusal> Refusals(string code, BadHttpRequestException? wrong, TextBook texts)
    {
        if (wrong is not null && Parameter().Match(wrong.Message) is { Success: true } parameter) return [Refusal.Invalid(parameter.Groups[1].Value, code)];
        var unread = wrong?.InnerException as JsonException;
        var missing = NeededNumbers.Missing(unread);
        if (missing.Count > 0) return [.. missing.Select(m => Refusal.Invalid(m, "number.missing", new Fact("name", m)))];
        if (unread?.Path is not { Length: > 2 } path) return [new(code, RefusalKind.Invalid, null)];
        return unread is UnknownWordException unknown ? [new(code, RefusalKind.Invalid, null), Refusal.Invalid(path[2..], "word.unknown", new("name", path[2..]), new("words", string.Join(texts.Language == "zh" ? "、" : ", ", unknown.Words)))] : [Refusal.Invalid(path[2..], code)];
    }

    // The binder tells in words alone which part of an address it could not read: … parameter "DateOnly? from" from "x".
    [GeneratedRegex("parameter \"[^\"]* (\\w+)\" (?:from \"|was not provided from (?:query|route))")]
    private static partial Regex Parameter();

    /// <summary>A page that says why nothing was done, under the refusal's words, and more where there is more to say.</summary>
    /// <param name="more">As HTML.</param>
    public static async Task WritePageAsync(HttpContext context, int status, string code, Func<TextBook, string>? more = null)
    {
        var texts = context.RequestServices.GetRequiredService<TextBook>();
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        var (language, display) = (texts.Language == "zh" ? "zh-Hans" : "en", DisplayChoice.Of(context.Request));
        await context.Response.WriteAsync(
            $"<!doctype html><html lang=\"{language}\" data-theme=\"{display.Theme}\" data-type=\"{display.Type}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{texts["shell.name"]}</title>" +
            $"<link rel=\"stylesheet\" href=\"/css/tokens.css\"><link rel=\"stylesheet\" href=\"/css/base.css\"><link rel=\"stylesheet\" href=\"/css/layout.css\"><link rel=\"stylesheet\" href=\"/css/components.css\">" +
            $"<main><div class=\"task\"><h1>{texts[$"refusal.{code}"]}</h1>{more?.Invoke(texts)}<p class=\"acts field\"><a class=\"btn\" href=\"/\">{texts["not-found.home"]}</a></p></div></main></html>");
    }
}
