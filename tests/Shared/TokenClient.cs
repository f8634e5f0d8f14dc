using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Forum.Shared;

/// <summary>The voter's side of RFC 9474, for programs: blinds a token, and unblinds what came back.</summary>
public sealed class TokenClient
{
    private readonly RsaKeyParameters _key;
    private readonly RsaBlindingParameters _blinding;

    public TokenClient(byte[] publicKey) : this(publicKey, RandomNumberGenerator.GetBytes(64)) { }

    /// <summary>The same message for another registrar.</summary>
    public TokenClient(byte[] publicKey, byte[] message) : this((RsaKeyParameters)PublicKeyFactory.CreateKey(publicKey), message, RandomNumberGenerator.GetBytes(48), null) { }

    public TokenClient(RsaKeyParameters key, byte[] message, byte[] salt, BigInteger? factor)
    {
        (_key, Message) = (key, message);
        var generator = new Org.BouncyCastle.Crypto.Generators.RsaBlindingFactorGenerator();
        generator.Init(key);
        _blinding = new(key, factor ?? generator.GenerateBlindingFactor());
        var signer = new PssSigner(new RsaBlindingEngine(), new Sha384Digest(), salt);
        signer.Init(true, _blinding);
        signer.BlockUpdate(message, 0, message.Length);
        Blinded = Padded(signer.GenerateSignature());
    }

    public byte[] Message { get; }
    public byte[] Blinded { get; }

    /// <summary>The signature of the message, from the blind one.</summary>
    public byte[] Finalize(byte[] blindSignature)
    {
        var engine = new RsaBlindingEngine();
        engine.Init(false, _blinding);
        return Padded(engine.ProcessBlock(blindSignature, 0, blindSignature.Length));
    }

    private byte[] Padded(byte[] number) => [.. new byte[((_key.Modulus.BitLength + 7) / 8) - number.Length], .. number];
}
