namespace Forum.Domain.Kernel;

/// <summary>
/// The no to words that were begun from another version than the newest: nobody writes over what they have not read. The
/// refusal names the newest, by which whoever shows it knows to show the difference too.
/// </summary>
public static class Overtaken
{
    private const string Newest = "newest";

    /// <summary>The no where another version came in between; nothing where <paramref name="from"/> is the newest, or is not named.</summary>
    /// <param name="code">The refusal's.</param>
    /// <param name="from">The version that the words were begun from.</param>
    /// <param name="newest">The newest one, from 1; nought where there is none yet.</param>
    public static Refusal? Check(string code, int? from, int newest) => from is { } version && version != newest ? No(code, newest) : null;

    /// <summary>The no that names the newest version.</summary>
    public static Refusal No(string code, int newest) => Refusal.Conflict(code, new Fact(Newest, newest));

    /// <summary>Whether somebody was refused because others were before them.</summary>
    public static bool IsOvertaken(this IEnumerable<Refusal> refusals) => refusals.Any(r => r is { Kind: RefusalKind.Conflict } && r.Facts.Any(f => f.Name == Newest));
}
