using System.Globalization;
using System.Text;

namespace Forum.Domain.Ledger;

/// <summary>
/// What a log says of itself at one moment, as C2SP tlog-checkpoint has it: its origin, its size and its root. Signed as
/// a C2SP signed note; two checkpoints that contradict each other prove that the log lied.
/// </summary>
/// <param name="Origin">The log's name, without line breaks.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">The root over them, 32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>The text that is signed: three lines, each ended.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>Reads the text; nothing where it is not one.</summary>
    public static Checkpoint? Read(string text)
    {
        if (text.Split('\n') is not [{ Length: > 0 } origin, var size, var root, ..]) return null;
        Span<byte> hash = stackalloc byte[MerkleTree.HashLength];
        return long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves) && Convert.TryFromBase64String(root, hash, out var length) && length == MerkleTree.HashLength
            ? new(origin, leaves, hash.ToArray()) : null;
    }
}

/// <summary>A text with one signature below it, as C2SP signed-note has it. The key is known by its name and the first bytes of its hash.</summary>
public static class SignedNote
{
    /// <summary>The kind of key: Ed25519.</summary>
    public const byte Ed25519 = 1;

    /// <summary>The four bytes by which a key is known.</summary>
    public static byte[] KeyId(string name, ReadOnlySpan<byte> publicKey) => System.Security.Cryptography.SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519, .. publicKey])[..4];

    /// <summary>The note of a text, which must end with a line break.</summary>
    public static string Write(string text, string name, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> signature) =>
        $"{text}\n— {name} {Convert.ToBase64String([.. KeyId(name, publicKey), .. signature])}\n";

    /// <summary>The text and the signature by that key; nothing where it bears none.</summary>
    public static (string Text, byte[] Signature)? Read(string note, string name, ReadOnlySpan<byte> publicKey)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0) return null;
        var id = KeyId(name, publicKey);
        foreach (var line in note[(end + 2)..].Split('\n'))
        {
            if (!line.StartsWith($"— {name} ", StringComparison.Ordinal)) continue;
            var bytes = new byte[128];
            if (Convert.TryFromBase64String(line[(name.Length + 3)..], bytes, out var length) && length == 68 && bytes.AsSpan(0, 4).SequenceEqual(id)) return (note[..(end + 1)], bytes[4..68]);
        }
        return null;
    }
}
