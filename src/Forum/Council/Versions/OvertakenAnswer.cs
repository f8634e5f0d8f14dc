using Forum.Domain.Kernel;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Versions;

/// <summary>What programs are answered that change words.</summary>
internal static class OvertakenAnswer
{
    /// <summary>The usual answer; to whoever was overtaken by others the problem with the version there is now (<c>current</c>) and what is different between its words and theirs (<c>difference</c>).</summary>
    /// <param name="made">What came of it.</param>
    /// <param name="texts">For the reason.</param>
    /// <param name="usual">The usual answer.</param>
    /// <param name="now">Reads what stands there now.</param>
    /// <param name="compare">Its version, to be sent along the next time; its words, and those that were sent.</param>
    public static async Task<IResult> OrOvertakenAsync<T, TNow>(this Outcome<T> made, TextBook texts, Func<Outcome<T>, IResult> usual, Func<Task<Outcome<TNow>>> now, Func<TNow, (int Version, string? Now, string? Theirs)> compare)
    {
        if (made.Ok || !made.Refusals.IsOvertaken() || await now() is not { Ok: true, Value: var there }) return usual(made);
        var (version, words, theirs) = compare(there);
        return Answers.Problem(made.Refusals, texts, null, ("current", version), ("difference", Difference.Between(words ?? "", theirs ?? "")));
    }
}
