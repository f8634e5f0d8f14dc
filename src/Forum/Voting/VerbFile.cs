using Forum.Domain.Kernel;

namespace Forum.Voting;

/// <summary>A file that the command line was given.</summary>
public static class VerbFile
{
    /// <summary>Why it cannot be read; nothing where it can.</summary>
    public static Refusal? Bars(string path)
    {
        try
        {
            File.OpenRead(path).Dispose();
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refusal.Invalid("file", "verb.no-file", new Fact("file", path));
        }
    }
}
