using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Foundation.Storage;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Forum.Voting.Record;

/// <summary>
/// The key that signs checkpoints and promises: Ed25519, made on first use, in the <see cref="KeyFolder"/>. Its name, and
/// the beginning of every log's, is <c>Forum:Origin</c>, best the portal's host name.
/// </summary>
public sealed class LogKey(KeyFolder folder, IConfiguration configuration)
{
    private const string File = "record";
    private readonly Lazy<(Ed25519PrivateKeyParameters Secret, byte[] Public)> _key = new(() => Load(folder) is var key ? (key, key.GeneratePublicKey().GetEncoded()) : default);

    public string Name { get; } = configuration["Forum:Origin"] is { Length: > 0 } set ? set : "forum";

    public byte[] Public => _key.Value.Public;

    /// <summary>The key as verifiers take it (C2SP signed-note): name, id, kind and key.</summary>
    public string Verifier => VerifierOf(Name, Public);

    /// <summary>The name of a poll's log.</summary>
    public string Origin(PollId poll) => $"{Name}/polls/{poll}";

    public string Sign(string text) => SignedNote.Write(text, Name, Public, Raw(text));

    /// <summary>The promise that a leaf will be in a poll's record.</summary>
    public string Promise(PollId poll, byte[] leafHash) => Sign(PromiseText(Origin(poll), leafHash));

    public static string PromiseText(string origin, byte[] leafHash) => $"{origin}\npromise\n{Convert.ToBase64String(leafHash)}\n";

    /// <summary>The hash of the leaf that such a text promises; nothing where it promises none of that log.</summary>
    public static byte[]? LeafOf(string origin, string promise)
    {
        var leaf = new byte[MerkleTree.HashLength];
        return promise.Split('\n') is [_, _, var text, ""] && Convert.TryFromBase64String(text, leaf, out var length) && length == leaf.Length && PromiseText(origin, leaf) == promise ? leaf : null;
    }

    /// <summary>What is signed of a record's first line: its hash, as <see cref="RecordHeader"/> takes it.</summary>
    public static string HeaderText(string origin, byte[] hash) => $"{origin}\nheader\n{Convert.ToBase64String(hash)}\n";

    public static string VerifierOf(string name, byte[] key) => $"{name}+{Convert.ToHexStringLower(SignedNote.KeyId(name, key))}+{Convert.ToBase64String([SignedNote.Ed25519, .. key])}";

    /// <summary>The name and key of a verifier's text; nothing where it is not one.</summary>
    public static (string Name, byte[] Key)? ReadVerifier(string? text)
    {
        // Base64 may itself hold a plus.
        if (text?.Split('+', 3) is not [{ Length: > 0 } name, { Length: 8 }, var key]) return null;
        var bytes = new byte[64];
        return Convert.TryFromBase64String(key, bytes, out var length) && length == 33 && bytes[0] == SignedNote.Ed25519 && VerifierOf(name, bytes[1..33]) == text ? (name, bytes[1..33]) : null;
    }

    /// <summary>The text of a note that this key signed; nothing where it did not.</summary>
    public static string? Verified(string note, string name, byte[] key)
    {
        if (SignedNote.Read(note, name, key) is not var (text, signature)) return null;
        var bytes = Encoding.UTF8.GetBytes(text);
        var verifier = new Ed25519Signer();
        verifier.Init(false, new Ed25519PublicKeyParameters(key));
        verifier.BlockUpdate(bytes, 0, bytes.Length);
        return verifier.VerifySignature(signature) ? text : null;
    }

    private byte[] Raw(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var signer = new Ed25519Signer();
        signer.Init(true, _key.Value.Secret);
        signer.BlockUpdate(bytes, 0, bytes.Length);
        return signer.GenerateSignature();
    }

    private static Ed25519PrivateKeyParameters Load(KeyFolder folder) => new(folder.ReadOrMake(File, 32));
}
