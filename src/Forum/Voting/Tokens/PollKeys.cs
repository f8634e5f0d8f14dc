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
/// <see cref="KeyFolder"/>; with that file gone no copy of the database can sign another token, or be read
/// of what lay in the box.
/// </summary>
public sealed class PollKeys(KeyFolder folder)
{
    private const int Nonce = 12, Tag = 16, Secret = 32, Check = 8;
    private readonly ConcurrentDictionary<PollId, RsaPrivateCrtKeyParameters> _open = new();
    private readonly ConcurrentDictionary<PollId, (byte[] Secret, BoxKey Box)> _boxes = new();

    public PollKeyRow Make(PollId poll)
    {
        using var rsa = RSA.Create(VotingToken.KeyBits);
        var (wrapping, nonce, secret) = (RandomNumberGenerator.GetBytes(Secret), RandomNumberGenerator.GetBytes(Nonce), rsa.ExportPkcs8PrivateKey());
        var (sealed_, tag) = (new byte[secret.Length], new byte[Tag]);
        using (var aes = new AesGcm(wrapping, Tag)) aes.Encrypt(nonce, secret, sealed_, tag, poll.Value.ToByteArray());
        CryptographicOperations.ZeroMemory(secret);
        folder.Write(NameOf(poll), [.. wrapping, .. CheckOf(poll, wrapping)]);
        return new() { PollId = poll, Public = rsa.ExportSubjectPublicKeyInfo(), Wrapped = [.. nonce, .. tag, .. sealed_] };
    }

    /// <summary>The blind signature; nothing where the key is gone, its file not in its place, or the message none of this key.</summary>
    public byte[]? Sign(PollKeyRow row, byte[] blinded) => Open(row) is { } key ? Sign(key, blinded) : null;

    /// <summary>The raw RSA operation (RFC 9474, 4.3), itself blinded against timing and checked against faults.</summary>
    public static byte[]? Sign(RsaPrivateCrtKeyParameters key, byte[] blinded)
    {
        if (blinded.Length != (key.Modulus.BitLength + 7) / 8 || new Org.BouncyCastle.Math.BigInteger(1, blinded).CompareTo(key.Modulus) >= 0) return null;
        var engine = new RsaBlindedEngine();
        engine.Init(true, key);
        return engine.ProcessBlock(blinded, 0, blinded.Length);
    }

    /// <summary>Whether the private half lies there and is whole.</summary>
    public bool Opens(PollKeyRow row) => Unwrap(row) is not null;

    /// <summary>Whether the file that unwraps it lies there.</summary>
    public bool Lies(PollId poll) => folder.Lies(NameOf(poll));

    /// <summary>A token of the portal's own, for a paper ballot, which looks like any other; nothing where the key is gone or its file not in its place.</summary>
    public VotingToken? Token(PollKeyRow row)
    {
        if (Open(row) is not { } key) return null;
        var message = RandomNumberGenerator.GetBytes(VotingToken.MessageLength);
        var signer = new PssSigner(new RsaBlindedEngine(), new Sha384Digest(), 48);
        signer.Init(true, key);
        signer.BlockUpdate(message, 0, message.Length);
        return new(message, signer.GenerateSignature());
    }

    /// <summary>
    /// What opens the poll's box, drawn from its file alone: neither the database nor whoever breaks the public key makes it.
    /// Nothing where the file is not in its place, or not as it was: it is read each time, since what is only in memory is
    /// lost with the next start, and with it all that was sealed meanwhile.
    /// </summary>
    public BoxKey? Box(PollId poll)
    {
        if (SecretOf(poll) is not { } secret) return null;
        if (!_boxes.TryGetValue(poll, out var known))
        {
            known = _boxes.GetOrAdd(poll, (secret, new(secret)));
            if (WentMeanwhile(poll)) return null;
        }
        return CryptographicOperations.FixedTimeEquals(known.Secret, secret) ? known.Box : null;
    }

    /// <summary>The same, or where the file went away since, what is still in memory.</summary>
    public BoxKey? LastBox(PollId poll) => Box(poll) ?? _boxes.GetValueOrDefault(poll).Box;

    /// <summary>Destroys what unwraps the private key; harmless when done before.</summary>
    public void Destroy(PollId poll)
    {
        Forget(poll);
        folder.Destroy(NameOf(poll));
        Forget(poll);
    }

    private void Forget(PollId poll)
    {
        _open.TryRemove(poll, out _);
        _boxes.TryRemove(poll, out _);
    }

    // Destroyed while it was read: what was read then must not outlast it in memory.
    private bool WentMeanwhile(PollId poll)
    {
        if (Lies(poll)) return false;
        Forget(poll);
        return true;
    }

    private RsaPrivateCrtKeyParameters? Open(PollKeyRow row)
    {
        if (row.Wrapped is null || Box(row.PollId) is null) return null;
        if (_open.TryGetValue(row.PollId, out var known)) return known;
        if (Unwrap(row) is not { } key) return null;
        _open[row.PollId] = key;
        return WentMeanwhile(row.PollId) ? null : key;
    }

    // A file or row that somebody spoilt is as good as none.
    private RsaPrivateCrtKeyParameters? Unwrap(PollKeyRow row)
    {
        if (row.Wrapped is not { Length: > Nonce + Tag } wrapped || SecretOf(row.PollId) is not { } wrapping) return null;
        var secret = new byte[wrapped.Length - Nonce - Tag];
        try
        {
            using (var aes = new AesGcm(wrapping, Tag)) aes.Decrypt(wrapped.AsSpan(0, Nonce), wrapped.AsSpan(Nonce + Tag), wrapped.AsSpan(Nonce, Tag), secret, row.PollId.Value.ToByteArray());
            return (RsaPrivateCrtKeyParameters)PrivateKeyFactory.CreateKey(secret);
        }
        catch (Exception spoilt) when (spoilt is CryptographicException or ArgumentException) { return null; }
        finally { CryptographicOperations.ZeroMemory(secret); }
    }

    // A spoilt file, or another poll's, must not seal anything: the secret is followed by what tells that it is the right one.
    private byte[]? SecretOf(PollId poll)
    {
        try { return folder.Read(NameOf(poll)) is { Length: Secret + Check } file && file[..Secret] is var secret && file.AsSpan(Secret).SequenceEqual(CheckOf(poll, secret)) ? secret : null; }
        // On its way elsewhere while it was read, or not to be read.
        catch (Exception away) when (away is IOException or UnauthorizedAccessException) { return null; }
    }

    private static byte[] CheckOf(PollId poll, byte[] secret) => SHA256.HashData([.. poll.Value.ToByteArray(), .. secret])[..Check];

    private static string NameOf(PollId poll) => $"poll-{poll}";
}
