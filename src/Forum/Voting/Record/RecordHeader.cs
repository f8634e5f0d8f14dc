using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Forum.Domain.Kernel;

namespace Forum.Voting.Record;

/// <summary>
/// The first line of a record and its signature. What is signed is SHA-256 of the line's canonical JSON (RFC 8785) without
/// the member <c>signature</c>: rule, roll, outcome and checkpoints are the portal's word like the ballots.
/// </summary>
public static class RecordHeader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The line, signed.</summary>
    public static byte[] Sign(PollRecord header, LogKey key)
    {
        var line = JsonSerializer.SerializeToNode(header with { Signature = null }, PollRecord.Json)!.AsObject();
        line["signature"] = key.Sign(LogKey.HeaderText(header.Origin, SHA256.HashData(CanonicalJson.Bytes(line))));
        return JsonSerializer.SerializeToUtf8Bytes(line, PollRecord.Json);
    }

    /// <summary>What a line says, and the line as it was read; nothing where it is none.</summary>
    public static (PollRecord Says, JsonObject Line)? Read(string line)
    {
        try { return JsonNode.Parse(line, null, Strict) is JsonObject read && read.Deserialize<PollRecord>(PollRecord.Json) is { Record: PollRecord.Edition } says && IsComplete(says) ? (says, read) : null; }
        catch (JsonException) { return null; }
    }

    // A null where something is needed is as bad as its absence, in lists too.
    private static bool IsComplete(PollRecord says) => says is { Checkpoints: { } notes, Options: { } options, Rule: { Quorum: not null, Majority: not null, Support: not null } }
        && notes.All(n => n is not null) && options.All(o => o is not null) && says.Replaced?.All(r => r is not null) != false;

    /// <summary>Whether a line is signed by a key.</summary>
    public static bool IsSigned(PollRecord says, JsonObject line, string name, byte[] key)
    {
        if (says.Signature is not { } note) return false;
        line.Remove("signature");
        try { return LogKey.Verified(note, name, key) == LogKey.HeaderText(says.Origin, SHA256.HashData(CanonicalJson.Bytes(line))); }
        catch (ArgumentException) { return false; }
    }
}
