using System.Security.Cryptography;
using Forum.Domain.Voting;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Forum.Voting.Registrar;

/// <summary>The portal's side towards the second registrar: checks what its device signed, and blinds paper ballots' tokens as a voter does (RFC 9474).</summary>
public sealed class Blindness(byte[] publicKey)
{
    private readonly RsaKeyParameters _key = (RsaKeyParameters)PublicKeyFactory.CreateKey(publicKey);

    /// <summary>The name of a request: SHA-256 of what is to be signed, lower-case hex.</summary>
    public static string NameOf(byte[] blinded) => Convert.ToHexStringLower(SHA256.HashData(blinded));

    /// <summary>Whether a request is of this key at all: as long as the modulus, and between 1 and one less than it, which any key signs alike.</summary>
    public bool Fits(byte[] blinded) => blinded.Length == VotingToken.KeyBits / 8 && new BigInteger(1, blinded) is var asked && asked.CompareTo(BigInteger.One) > 0 && asked.CompareTo(_key.Modulus.Subtract(BigInteger.One)) < 0;

    /// <summary>Whether this is the blind signature of that request.</summary>
    public bool Signed(byte[] blinded, byte[] signature) =>
        Fits(blinded) && Fits(signature) && new BigInteger(1, signature).ModPow(_key.Exponent, _key.Modulus).Equals(new BigInteger(1, blinded));

    /// <summary>Hides a message: what is signed, and what takes the veil off the answer.</summary>
    public (byte[] Blinded, byte[] Unveil) Blind(byte[] message)
    {
        var generator = new RsaBlindingFactorGenerator();
        generator.Init(_key);
        var factor = generator.GenerateBlindingFactor();
        var signer = new PssSigner(new RsaBlindingEngine(), new Sha384Digest(), 48);
        signer.Init(true, new RsaBlindingParameters(_key, factor));
        signer.BlockUpdate(message, 0, message.Length);
        return (Whole(signer.GenerateSignature()), Whole(factor.ToByteArrayUnsigned()));
    }

    /// <summary>The signature of the message itself, from the blind one.</summary>
    public byte[] Unblind(byte[] signature, byte[] unveil)
    {
        var engine = new RsaBlindingEngine();
        engine.Init(false, new RsaBlindingParameters(_key, new(1, unveil)));
        return Whole(engine.ProcessBlock(signature, 0, signature.Length));
    }

    private static byte[] Whole(byte[] number) => [.. new byte[VotingToken.KeyBits / 8 - number.Length], .. number];
}
