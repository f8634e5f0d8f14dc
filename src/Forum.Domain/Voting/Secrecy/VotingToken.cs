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

/// <summary>
/// A ballot that nobody can tie to a voter. It has no row number, no time, no account; its key is the hash of its token,
/// so that even the order in which ballots came is not kept. Final once cast.
/// </summary>
public sealed class SecretBallot
{
    private SecretBallot() { }

    /// <summary>A ballot.</summary>
    public SecretBallot(PollId poll, VotingToken token, Answer answer) : this(poll, token, answer.Choice, answer.Options) { }

    internal SecretBallot(PollId poll, VotingToken token, Choice? choice, string? options) =>
        (PollId, TokenHash, Message, Signature, SecondSignature, Choice, Options) = (poll, token.Hash, token.Message, token.Signature, token.SecondSignature, choice, options);

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>The token.</summary>
    public byte[] Message { get; private set; } = [];

    /// <summary>The portal's signature.</summary>
    public byte[] Signature { get; private set; } = [];

    /// <summary>The second registrar's signature, where the poll has one.</summary>
    public byte[]? SecondSignature { get; private set; }

    /// <summary>Yes, no or abstain; among options only abstain.</summary>
    public Choice? Choice { get; private set; }

    /// <summary>What it says of the options, as <see cref="Answer.Options"/> is kept.</summary>
    public string? Options { get; private set; }

    /// <summary>The batch in which it was published, from 1; none as long as it waits for company.</summary>
    public int? Batch { get; private set; }
}
