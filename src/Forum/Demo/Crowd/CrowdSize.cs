using System.Globalization;

namespace Forum.Demo.Crowd;

/// <summary>How much more than the told demo there shall be.</summary>
/// <param name="Residents">Further people on the register, each home with one who has an account.</param>
/// <param name="Comments">Over the crowd's proposals, or those of the demo where the crowd brings none.</param>
public sealed record CrowdSize(int Residents = 0, int Concerns = 0, int Proposals = 0, int Comments = 0)
{
    public const string Usage = "demo [--residents N] [--concerns N] [--proposals N] [--comments N]";

    // What the numbers on matters and the memory of one run bear.
    private const int Most = 1_000_000;

    /// <summary>What was asked for on the command line; nothing where it is not understood.</summary>
    public static CrowdSize? Read(string[] args)
    {
        var size = new CrowdSize();
        if (args.Length % 2 != 0 || args.Where((_, i) => i % 2 == 0).Distinct().Count() * 2 != args.Length) return null;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var many) || many > Most) return null;
            switch (args[i])
            {
                case "--residents": size = size with { Residents = many }; break;
                case "--concerns": size = size with { Concerns = many }; break;
                case "--proposals": size = size with { Proposals = many }; break;
                case "--comments": size = size with { Comments = many }; break;
                default: return null;
            }
        }
        return size;
    }
}
