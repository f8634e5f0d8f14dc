namespace Forum.Domain.Kernel;

/// <summary>What sort of "no" a refusal is; decides the HTTP status and where a page shows it.</summary>
public enum RefusalKind
{
    /// <summary>The input has the wrong shape or size.</summary>
    Invalid,
    /// <summary>Nothing here that the caller may see: a wrong id and a forbidden id look the same.</summary>
    NotFound,
    /// <summary>The caller is not signed in, or the session has ended.</summary>
    SignedOut,
    /// <summary>The caller sees the thing but lacks the right.</summary>
    Forbidden,
    /// <summary>The step does not fit the state that the matter is in.</summary>
    Conflict,
}

/// <summary>One named value inside a refusal's text, such as the date until which something is closed.</summary>
public readonly record struct Fact(string Name, object Value);

/// <summary>
/// An expected "no". The code is stable and has a Chinese and an English text; facts fill the text's places.
/// A field names the input that is to be mended, in camelCase.
/// </summary>
public sealed record Refusal(string Code, RefusalKind Kind, string? Field, params Fact[] Facts)
{
    /// <summary>Nothing here that the caller may see.</summary>
    public static readonly Refusal NotFound = new("not-found", RefusalKind.NotFound, null);

    /// <summary>The caller must sign in first.</summary>
    public static readonly Refusal SignedOut = new("signed-out", RefusalKind.SignedOut, null);

    /// <summary>The caller lacks the right for this step.</summary>
    public static readonly Refusal Forbidden = new("forbidden", RefusalKind.Forbidden, null);

    /// <summary>The step does not fit the state that the matter is in.</summary>
    public static Refusal Conflict(string code, params Fact[] facts) => new(code, RefusalKind.Conflict, null, facts);

    /// <summary>The caller lacks the right for a reason worth saying.</summary>
    public static Refusal Barred(string code, params Fact[] facts) => new(code, RefusalKind.Forbidden, null, facts);

    /// <summary>One input has the wrong shape or size.</summary>
    public static Refusal Invalid(string field, string code, params Fact[] facts) => new(code, RefusalKind.Invalid, field, facts);
}
