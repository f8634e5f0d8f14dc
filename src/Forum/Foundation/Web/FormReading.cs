using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Forum.Foundation.Web;

/// <summary>
/// Reads a page's form before anything else asks for it: one that is too large, or is none, or was open too long is answered
/// on a page of the portal, in the reader's language.
/// </summary>
public static class FormReading
{
    // Whoever is still sending hears no answer: so much is passed over unread, more is cut off.
    private const long MostPassedOver = 64 << 20;

    // Where the form lies that was read: without a good token the framework gives it to nobody any more.
    private static readonly object Read = new();

    public static void UseFormReading(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        var most = limit?.MaxRequestBodySize ?? long.MaxValue;
        try
        {
            if (request.ContentLength is { } length && length > most)
            {
                if (length <= MostPassedOver && limit is { IsReadOnly: false })
                {
                    limit.MaxRequestBodySize = length;
                    await request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                }
                await TooLargeAsync(context, most, length);
                return;
            }
            context.Items[Read] = await request.ReadFormAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await TooLargeAsync(context, most, null);
            return;
        }
        catch (InvalidDataException)
        {
            await Trouble.WritePageAsync(context, StatusCodes.Status400BadRequest, "not-understood");
            return;
        }
        await next(context);
    });

    /// <summary>After the antiforgery token was looked at: a page that has lost its own, as when somebody else signed in meanwhile, says so and gives back what was typed.</summary>
    public static void UseFormCheck(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && !context.Request.Path.StartsWithSegments("/api")
            ? Trouble.WritePageAsync(context, StatusCodes.Status400BadRequest, "antiforgery", texts => context.Items[Read] is IFormCollection form ? GoneForm.Given(context, form, texts, GoneForm.Here(context)) : "") : next(context));

    private static Task TooLargeAsync(HttpContext context, long most, long? length) => Trouble.WritePageAsync(context, StatusCodes.Status413PayloadTooLarge, "too-large", texts =>
        $"<p>{texts[length is null ? "too-large.form" : "too-large.form-of", ("most", Megabytes(most)), ("size", Megabytes(length ?? 0))]}{texts["too-large.not-kept"]}</p>");

    // Rounded up to a tenth, so that what is too large never reads like what is allowed; the few bytes of a form around its text do not count.
    private static string Megabytes(long bytes) => (Math.Ceiling((bytes - 1024) * 10m / (1 << 20)) / 10m).ToString("0.#", CultureInfo.InvariantCulture);
}
