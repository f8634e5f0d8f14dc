using System.Collections.Concurrent;
using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace Forum.Voting.Tokens;

/// <summary>A secret poll's key: the public half for everybody, the private half wrapped, and gone after closing.</summary>
public sealed class PollKeyRow
{
    public required PollId PollId { get; init; }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public required byte[] Public { get; init; }

    /// <summary>PKCS #8 under AES-256-GCM: nonce, tag, text. Nothing once the poll closed.</summary>
    public byte[]? Wrapped { get; set; }
}

/// <summary>
/// Makes, uses and destroys the keys of secret polls. What wraps a private key lies in a file of its own in the
/// <see cref="KeyFolder"/>; with that file gone no copy of the database can sign another token.
/// </summary>
public sealed class PollKeys(KeyFolder folder)
{
    private const int Nonce = 12, Tag = 16;
    private readonly ConcurrentDictionary<PollId, (RsaPrivateCrtKeyParameters Key, BoxKey Box)> _open = new();

    public PollKeyRow Make(PollId poll)
    {
        using var rsa = RSA.Create(VotingToken.KeyBits);
        var (wrapping, nonce, secret) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(Nonce), rsa.ExportPkcs8PrivateKey());
        var (sealed_, tag) = (new byte[secret.Length], new byte[Tag]);
        using (var aes = new AesGcm(wrapping, Tag)) aes.Encrypt(nonce, secret, sealed_, tag, poll.Value.ToByteArray());
        CryptographicOperations.ZeroMemory(secret);
        folder.Write(NameOf(poll), wrapping);
        return new() { PollId = poll, Public = rsa.ExportSubjectPublicKeyInfo(), Wrapped = [.. nonce, .. tag, .. sealed_] };
    }

    /// <summary>The blind signature; nothing where the key is gone or the message is none of this key.</summary>
    public byte[]? Sign(PollKeyRow row, byte[] blinded) => Open(row) is { Key: var key } ? Sign(key, blinded) : null;

    /// <summary>The raw RSA operation (RFC 9474, 4.3), itself blinded against timing and checked against faults.</summary>
    public static byte[]? Sign(RsaPrivateCrtKeyParameters key, byte[] blinded)
    {
        if (blinded.Length != (key.Modulus.BitLength + 7) / 8 || new Org.BouncyCastle.Math.BigInteger(1, blinded).CompareTo(key.Modulus) >= 0) return null;
        var engine = new RsaBlindedEngine();
        engine.Init(true, key);
        return engine.ProcessBlock(blinded, 0, blinded.Length);
    }

    /// <summary>Whether the private half lies there and is whole.</summary>
    public bool Opens(PollKeyRow row)
    {
        try { return Unwrap(row) is not null; }
        catch (Exception spoilt) when (spoilt is CryptographicException or ArgumentException or OverflowException) { return false; }
    }

    /// <summary>Whether the file that unwraps it lies there.</summary>
    public bool Lies(PollId poll) => folder.Read(NameOf(poll)) is not null;

    /// <summary>A token of the portal's own, for a paper ballot, which looks like any other; nothing where the key is gone.</summary>
    public VotingToken? Token(PollKeyRow row)
    {
        if (Open(row) is not { Key: var key }) return null;
        var message = RandomNumberGenerator.GetBytes(VotingToken.MessageLength);
        var signer = new PssSigner(new RsaBlindedEngine(), new Sha384Digest(), 48);
        signer.Init(true, key);
        signer.BlockUpdate(message, 0, message.Length);
        return new(message, signer.GenerateSignature());
    }

    /// <summary>What opens the poll's box; nothing where the key is gone.</summary>
    public BoxKey? Box(PollKeyRow row) => Open(row)?.Box;

    /// <summary>The same without the row, of a poll whose key was used since the start.</summary>
    public BoxKey? KnownBox(PollId poll) => _open.TryGetValue(poll, out var known) ? known.Box : null;

    /// <summary>Destroys what unwraps the private key; harmless when done before.</summary>
    public void Destroy(PollId poll)
    {
        _open.TryRemove(poll, out _);
        folder.Destroy(NameOf(poll));
    }

    private (RsaPrivateCrtKeyParameters Key, BoxKey Box)? Open(PollKeyRow row)
    {
        if (row.Wrapped is null) return null;
        if (_open.TryGetValue(row.PollId, out var known)) return known;
        return Unwrap(row) is { } key ? _open[row.PollId] = (key, new(key.Exponent.ToByteArrayUnsigned())) : null;
    }

    private RsaPrivateCrtKeyParameters? Unwrap(PollKeyRow row)
    {
        if (row.Wrapped is not { } wrapped || folder.Read(NameOf(row.PollId)) is not { } wrapping) return null;
        var secret = new byte[wrapped.Length - Nonce - Tag];
        using (var aes = new AesGcm(wrapping, Tag)) aes.Decrypt(wrapped.AsSpan(0, Nonce), wrapped.AsSpan(Nonce + Tag), wrapped.AsSpan(Nonce, Tag), secret, row.PollId.Value.ToByteArray());
        var key = (RsaPrivateCrtKeyParameters)PrivateKeyFactory.CreateKey(secret);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    private static string NameOf(PollId poll) => $"poll-{poll}";
}
