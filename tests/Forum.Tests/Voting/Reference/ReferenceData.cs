namespace Forum.Tests.Voting.Reference;

/// <summary>The folder of real ballots with published results, named by <c>FORUM_REFERENCE_DATA</c>; without it these tests say that they were skipped.</summary>
public static class ReferenceData
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("FORUM_REFERENCE_DATA") is { Length: > 0 } set ? set : null;

    public static string Path(string file)
    {
        Assert.SkipWhen(Folder is null, "FORUM_REFERENCE_DATA names no folder");
        return System.IO.Path.Combine(Folder!, file);
    }

    /// <summary>The names of files for a theory; one empty name where there is no folder, so that the test says why it was skipped.</summary>
    public static TheoryData<string> Files(string folder, string pattern) =>
        Folder is null ? [""] : [.. Directory.GetFiles(System.IO.Path.Combine(Folder, folder), pattern).Select(f => System.IO.Path.GetFileName(f)!).Order()];
}
