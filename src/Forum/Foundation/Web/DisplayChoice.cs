namespace Forum.Foundation.Web;

/// <summary>How somebody wants pages shown on this device: large type, light or dark. Kept in a cookie, nowhere else.</summary>
public sealed record DisplayChoice(string? Theme, string? Type)
{
    /// <summary>What the device says.</summary>
    public static DisplayChoice Of(HttpRequest request) => new(
        request.Cookies["theme"] is "light" or "dark" ? request.Cookies["theme"] : null,
        request.Cookies["type"] == "large" ? "large" : null);

    /// <summary>Takes a choice and leads back to the page. It changes nothing but this device's cookie, so it needs no antiforgery token.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/display", (HttpContext context, IFormCollection form) =>
    {
        Keep(context, "theme", form["theme"], ["light", "dark"]);
        Keep(context, "type", form["type"], ["large", "usual"]);
        var back = form["back"].ToString();
        return Results.LocalRedirect(back is ['/', not '/' and not '\\', ..] or "/" ? back : "/");
    }).DisableAntiforgery().ExcludeFromDescription();

    private static void Keep(HttpContext context, string name, string? value, string[] known)
    {
        if (value is not null && known.Contains(value)) context.Response.Cookies.Append(name, value, LanguageChoice.Preference(context));
    }
}
