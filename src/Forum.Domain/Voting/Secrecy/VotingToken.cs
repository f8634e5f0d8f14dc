using System.Security.Cryptography;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>
/// A token with the registrar's signature, or with those of both registrars: RSABSSA-SHA384-PSS-Randomized (RFC 9474), whose prepared message is 32 random
/// bytes before the 32 of the token itself. One key per poll, so that a token of another poll does not verify.
/// </summary>
/// <param name="Message">The prepared message, 64 bytes.</param>
/// <param name="Signature">The portal's unblinded signature, as long as the key's modulus.</param>
/// <param name="SecondSignature">The supervision committee's, where the poll has it as second registrar.</param>
public sealed record VotingToken(byte[] Message, byte[] Signature, byte[]? SecondSignature = null)
{
    /// <summary>Bits of a poll's key.</summary>
    public const int KeyBits = 3072;

    /// <summary>Bytes of a prepared message.</summary>
    public const int MessageLength = 64;

    /// <summary>SHA-256 of the message, lower-case hex: by this a cast ballot is kept.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Message));

    /// <summary>Whether it has the right shape and the poll's key signed it.</summary>
    public bool IsSignedBy(RSA key) => Verifies(Signature, key);

    /// <summary>Whether the second registrar's key signed it; where the poll has none, whether nothing pretends so.</summary>
    public bool IsCountersignedBy(RSA? second) => second is null ? SecondSignature is null : SecondSignature is { } signature && Verifies(signature, second);

    private bool Verifies(byte[] signature, RSA key) =>
        Message.Length == MessageLength && signature.Length == key.KeySize / 8 && key.VerifyData(Message, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);

    /// <summary>Whether this is a public key (SubjectPublicKeyInfo) such as tokens are signed with: RSA of 3072 bits, exponent 65537, and nothing after it.</summary>
    public static bool IsKey(ReadOnlySpan<byte> publicKey)
    {
        using var key = RSA.Create();
        try { key.ImportSubjectPublicKeyInfo(publicKey, out var read); return read == publicKey.Length && key.KeySize == KeyBits && key.ExportParameters(false).Exponent is [1, 0, 1]; }
        catch (CryptographicException) { return false; }
    }

    /// <summary>The hash by which a poll's public key is published, of its SubjectPublicKeyInfo.</summary>
    public static string HashOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));
}
