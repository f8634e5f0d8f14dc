using Forum.Domain.Kernel;
using Forum.Foundation.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Forum.Foundation.Web;

/// <summary>Outcomes as HTTP answers; a "no" is <c>application/problem+json</c> (RFC 9457) with a stable code.</summary>
public static class Answers
{
    /// <summary>200 with the value, or the problem.</summary>
    public static IResult Answer<T>(this Outcome<T> outcome, TextBook texts) => outcome.Ok ? Results.Ok(outcome.Value) : Problem(outcome.Refusals, texts);

    /// <summary>201 with the value and where it is, or the problem.</summary>
    public static IResult Created<T>(this Outcome<T> outcome, TextBook texts, Func<T, string> where) =>
        outcome.Ok ? Results.Created($"/api/v1/{where(outcome.Value)}", outcome.Value) : Problem(outcome.Refusals, texts);

    /// <summary>204, or the problem.</summary>
    public static IResult Empty<T>(this Outcome<T> outcome, TextBook texts) => outcome.Ok ? Results.NoContent() : Problem(outcome.Refusals, texts);

    /// <summary>200 with what something looks like after a step that was done; 204 where the step took it out of the caller's sight.</summary>
    public static IResult Shown<T>(this Outcome<T> outcome, TextBook texts) => outcome is { Ok: false, Refusals: [{ Kind: RefusalKind.NotFound }, ..] } ? Results.NoContent() : outcome.Answer(texts);

    /// <summary>The problem, with what else whoever asked needs to go on.</summary>
    public static IResult Problem(IReadOnlyList<Refusal> refusals, TextBook texts, int? status = null, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var first = refusals[0];
        var problem = new ProblemDetails { Status = status ?? Status(first.Kind), Title = texts[first], Type = $"urn:forum:{first.Code}", Extensions = { ["code"] = first.Code } };
        if (refusals.Any(r => r.Field is not null))
            problem.Extensions["errors"] = refusals.Where(r => r.Field is not null).Select(r => new { field = r.Field, code = r.Code, message = texts[r] }).ToArray();
        foreach (var (name, value) in more) problem.Extensions[name] = value;
        return Results.Json(problem, contentType: "application/problem+json", statusCode: problem.Status);
    }

    public static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.SignedOut => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };
}

/// <summary>A page of a list with the cursor of the next.</summary>
public sealed record Listing<T>(IReadOnlyList<T> Items, string? Next);
