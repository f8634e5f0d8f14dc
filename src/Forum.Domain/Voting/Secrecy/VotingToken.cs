using System.Security.Cryptography;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>
/// A token with the registrar's signature: RSABSSA-SHA384-PSS-Randomized (RFC 9474), whose prepared message is 32 random
/// bytes before the 32 of the token itself. One key per poll, so that a token of another poll does not verify.
/// </summary>
/// <param name="Message">The prepared message, 64 bytes.</param>
/// <param name="Signature">The unblinded signature, as long as the key's modulus.</param>
public sealed record VotingToken(byte[] Message, byte[] Signature)
{
    /// <summary>Bits of a poll's key.</summary>
    public const int KeyBits = 3072;

    /// <summary>Bytes of a prepared message.</summary>
    public const int MessageLength = 64;

    /// <summary>SHA-256 of the message, lower-case hex: by this a cast ballot is kept.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Message));

    /// <summary>Whether it has the right shape and the poll's key signed it.</summary>
    public bool IsSignedBy(RSA key) =>
        Message.Length == MessageLength && Signature.Length == key.KeySize / 8 && key.VerifyData(Message, Signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);

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
    public SecretBallot(PollId poll, VotingToken token, Answer answer) =>
        (PollId, TokenHash, Message, Signature, Choice, Options) = (poll, token.Hash, token.Message, token.Signature, answer.Choice, answer.Options);

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>The token.</summary>
    public byte[] Message { get; private set; } = [];

    /// <summary>The registrar's signature.</summary>
    public byte[] Signature { get; private set; } = [];

    /// <summary>Yes, no or abstain; among options only abstain.</summary>
    public Choice? Choice { get; private set; }

    /// <summary>What it says of the options, as <see cref="Answer.Options"/> is kept.</summary>
    public string? Options { get; private set; }

    /// <summary>The batch in which it was published, from 1; none as long as it waits for company.</summary>
    public int? Batch { get; private set; }
}
