using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using MediatR;

namespace Forum.Accounts;

public static class SessionEndpoints
{
    public sealed record Credentials(string? UserName, string? Password, string? Code = null);
    public sealed record PasswordBody(string? Current, string? New);
    public sealed record HeldRole(Role Role, PlaceId PlaceId, UnitId? UnitId, PartyUnitId? PartyUnitId);
    public sealed record Me(string UserName, string DisplayName, PlaceId PlaceId, IReadOnlyList<HeldRole> Roles, IReadOnlyList<string> Capacities);

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        api.MapPost("/session", async (Credentials body, HttpContext http, ISender s, TextBook t) =>
        {
            var opened = await SignedIn.EnterAsync(http, s, body.UserName ?? "", body.Password ?? "");
            if (!opened.Ok) return Results.Json(new { type = "urn:forum:sign-in.no", title = t[opened.Refusals[0]], status = 401, code = "sign-in.no" }, contentType: "application/problem+json", statusCode: 401);
            return Results.Ok(opened.Value);
        }).WithTags("session").Produces<SignedIn>();

        api.MapDelete("/session", async (HttpContext http, ISender s, Connections connections, TextBook t) =>
            (await LeaveAsync(http, s, connections)).Empty(t)).WithTags("session");

        api.MapPut("/me/password", async (PasswordBody b, HttpContext http, ISender s, TextBook t) =>
            (await s.Send(new ChangePassword(b.Current, b.New, SessionAuthentication.SessionOf(http.User) ?? default))).Empty(t)).WithTags("session");

        api.MapGet("/me", (Desk desk, HttpContext http, Microsoft.AspNetCore.Identity.UserManager<Account> accounts, TextBook t) => DescribeAsync(desk.Caller, accounts, t))
            .WithTags("session").Produces<Me>();
    }

    /// <summary>Ends the session of this request: cookie, token and open connections at once.</summary>
    public static async Task<Outcome<Done>> LeaveAsync(HttpContext http, ISender sender, Connections connections)
    {
        if (SessionAuthentication.SessionOf(http.User) is not { } session) return Refusal.SignedOut;
        var done = await sender.Send(new SignOut(session));
        http.Response.Cookies.Delete(SessionAuthentication.CookieName(http.Request), SessionAuthentication.Cookie(http.Request));
        connections.HangUp(session);
        return done;
    }

    private static async Task<IResult> DescribeAsync(Caller caller, Microsoft.AspNetCore.Identity.UserManager<Account> accounts, TextBook texts)
    {
        if (caller.AccountId is not { } id || await accounts.FindByIdAsync(id.ToString()) is not { } account) return Answers.Problem([Refusal.SignedOut], texts);
        var registered = caller.Holdings.Where(h => h.Role is Role.Resident or Role.Owner).ToList();
        return Results.Ok(new Me(
            account.UserName!, account.DisplayName,
            (registered.FirstOrDefault(h => h.Role == Role.Resident) ?? registered.FirstOrDefault() ?? caller.Holdings.FirstOrDefault())?.PlaceId ?? caller.CommunityId,
            [.. caller.Holdings.Where(h => h.Role is not (Role.Resident or Role.Owner)).Select(h => new HeldRole(h.Role, h.PlaceId, h.UnitId, h.PartyUnitId))],
            [.. registered.Select(h => h.Role == Role.Owner ? "owner" : "resident").Distinct()]));
    }
}
