using System.Security.Cryptography;
using System.Text;

namespace Forum.Voting.Tokens;

/// <summary>
/// Hides what an open secret poll holds, by keys drawn from the file of the poll's key alone (HKDF, RFC 5869): with that
/// destroyed, nobody reads it any more, nor finds a token's place by the token.
/// </summary>
public sealed class BoxKey
{
    private const int Nonce = 12, Tag = 16;
    private readonly byte[] _places, _contents, _readings;

    public BoxKey(byte[] secret)
    {
        byte[] Drawn(string what) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes(what));
        (_places, _contents, _readings) = (Drawn("places"), Drawn("contents"), Drawn("readings"));
    }

    /// <summary>Where the ballot of a token lies: for one token always the same, 64 signs of lower-case hex.</summary>
    public string PlaceOf(string tokenHash) => Convert.ToHexStringLower(HMACSHA256.HashData(_places, Encoding.UTF8.GetBytes(tokenHash)));

    /// <summary>What stands for a reading of a paper: it can be compared, and not be read.</summary>
    public string Veil(string serial, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_readings, Encoding.UTF8.GetBytes($"{serial} {text}")));

    /// <summary>AES-256-GCM: nonce, tag, text; good at that place alone.</summary>
    public byte[] Seal(string place, byte[] text)
    {
        var all = new byte[Nonce + Tag + text.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, Nonce));
        using var aes = new AesGcm(_contents, Tag);
        aes.Encrypt(all.AsSpan(0, Nonce), text, all.AsSpan(Nonce + Tag), all.AsSpan(Nonce, Tag), Encoding.UTF8.GetBytes(place));
        return all;
    }

    /// <summary>The text; a <see cref="CryptographicException"/> where it is not as it was sealed.</summary>
    public byte[] Open(string place, byte[] sealed_)
    {
        var text = new byte[Math.Max(0, sealed_.Length - Nonce - Tag)];
        using var aes = new AesGcm(_contents, Tag);
        aes.Decrypt(sealed_.AsSpan(0, Nonce), sealed_.AsSpan(Nonce + Tag), sealed_.AsSpan(Nonce, Tag), text, Encoding.UTF8.GetBytes(place));
        return text;
    }
}
