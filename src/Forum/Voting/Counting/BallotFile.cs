using Forum.Domain.Kernel;
using Forum.Domain.Voting.Methods;

namespace Forum.Voting.Counting;

/// <summary>What a file of ballots holds: candidates and ranked ballots with the seats it names, or a budget.</summary>
public sealed record BallotFile(IReadOnlyList<string> Candidates, IReadOnlyList<Ranking> Rankings)
{
    /// <summary>How many ballots say that they abstain, which are none of the others; nothing where a file of its form cannot say so.</summary>
    public long? Abstentions { get; init; }

    public int? Seats { get; init; }

    public Budget? Budget { get; init; }

    /// <summary>What the file itself says happens with the rest of its budget.</summary>
    public string? Completion { get; init; }

    /// <summary>What the file itself says of options that a ballot does not rank.</summary>
    public Unranked Unranked { get; init; } = Unranked.Below;

    /// <summary>Points instead of ranks.</summary>
    public IReadOnlyList<PointBallot>? Points { get; init; }

    /// <summary>The seed of the lot that the file itself declares.</summary>
    public string? LotSeed { get; init; }

    /// <summary>Reads a file by the form that its name and its first lines say. Refused with the line that is wrong.</summary>
    public static Outcome<BallotFile> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        if (Array.TrueForAll(lines, string.IsNullOrWhiteSpace)) return Refusal.Invalid("file", "count.empty");
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".blt" => Blt.Read(lines),
                ".soc" or ".soi" or ".toc" or ".toi" => PrefLib.Read(lines),
                ".cvotes" => CondorcetVotes.Read(lines),
                ".jsonl" => ForumRecord.Read(lines),
                ".pb" => Pabulib.Read(lines),
                _ when Array.Exists(lines, l => l.StartsWith("V: ", StringComparison.Ordinal)) => DebianTally.Read(lines),
                _ => Refusal.Invalid("file", "count.format"),
            };
        }
        catch (Exception wrong) when (wrong is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return Refusal.Invalid("file", "count.cut-off");
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or KeyNotFoundException or ArgumentException or InvalidOperationException or System.Text.Json.JsonException)
        {
            return Refusal.Invalid("file", "count.unreadable", new Fact("why", wrong.Message));
        }
    }
}
