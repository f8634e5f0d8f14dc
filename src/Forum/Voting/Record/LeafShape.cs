using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;

namespace Forum.Voting.Record;

/// <summary>
/// What a record's lines must be by the secrecy that its first line names. Else whoever holds the record's key could call a
/// secret poll open, and nobody would look at its tokens.
/// </summary>
internal static partial class LeafShape
{
    /// <summary>Whether the first line has what such a poll's has: a secret one how many tokens were given out, and its key; an open one nothing of both.</summary>
    public static bool Fits(PollRecord header) => header switch
    {
        { Secrecy: "secret" } => header is { Issued: not null, Key: not null, KeyHash: not null, Rule.CountsArea: false },
        { Secrecy: "open" } => header is { Issued: null, Key: null, KeyHash: null, SecondKey: null, SecondKeyHash: null },
        _ => false,
    };

    /// <summary>Whether it says which lines follow, and tells of no result where these are hashes alone, by which nobody could check it.</summary>
    public static bool IsOfOneStage(PollRecord header) => header is { Leaves: "ballots" } or { Leaves: "hashes", Outcome: null, TallyHash: null, Channels: null, LotSeed: null, Replaced: null };

    /// <summary>The hash of which a line of a record without ballots consists; nothing where it is not such a line, byte for byte.</summary>
    public static byte[]? HashOf(string line) => Hash().Match(line) is { Success: true } found ? Convert.FromHexString(found.Groups[1].ValueSpan) : null;

    /// <summary>Whether a line is, byte for byte, a ballot of such a poll: one of a secret poll bears a token, one of an open poll a receipt, or a seal where area counts; or a hash, where the record has no ballots.</summary>
    public static bool Fits(PollRecord header, string line)
    {
        if (header.Leaves != "ballots") return HashOf(line) is not null;
        try
        {
            using var json = JsonDocument.Parse(line);
            return Guid.TryParse(header.Poll, out var poll) && Again(header, new(poll), json.RootElement).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(line));
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException) { return false; }
    }

    [GeneratedRegex("""\A\{"leaf":"([0-9a-f]{64})"\}\z""")]
    private static partial Regex Hash();

    // Written anew from what such a ballot has: whatever else a line says is missing from it.
    private static byte[] Again(PollRecord header, PollId poll, JsonElement leaf)
    {
        string Text(string member) => leaf.GetProperty(member).GetString() ?? throw new FormatException($"no {member}");
        if (header.Secrecy == "secret") return BallotLeaf.OfSecret(poll, new(Convert.FromBase64String(Text("token")), Convert.FromBase64String(Text("signature")), leaf.TryGetProperty("secondSignature", out var second) ? second.GetBytesFromBase64() : null), Text("answer"));
        return header.Rule.CountsArea ? BallotLeaf.OfSeal(poll, Text("seal")) : BallotLeaf.OfOpen(poll, Text("receipt"), Text("answer"));
    }
}
