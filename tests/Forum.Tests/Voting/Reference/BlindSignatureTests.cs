using System.Security.Cryptography;
using System.Text.Json;
using Forum.Shared;
using Forum.Voting.Tokens;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Forum.Tests.Voting.Reference;

/// <summary>RFC 9474, appendix A: every step of all four variants gives the published bytes.</summary>
public class BlindSignatureTests
{
    [Theory]
    [InlineData("RSABSSA-SHA384-PSS-Randomized"), InlineData("RSABSSA-SHA384-PSSZERO-Randomized"), InlineData("RSABSSA-SHA384-PSS-Deterministic"), InlineData("RSABSSA-SHA384-PSSZERO-Deterministic")]
    public void Each_variant_blinds_signs_and_unblinds_to_the_published_bytes(string variant)
    {
        var vector = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("crypto/test_vectors_rfc9474.json"))).RootElement.EnumerateArray().Single(v => v.GetProperty("name").GetString() == variant);
        byte[] Bytes(string name) => Convert.FromHexString(vector.GetProperty(name).GetString()!.Replace("0x", ""));
        BigInteger Number(string name) => new(1, Bytes(name));
        var (n, e, d, p, q) = (Number("n"), Number("e"), Number("d"), Number("p"), Number("q"));
        var secret = new RsaPrivateCrtKeyParameters(n, e, d, p, q, d.Mod(p.Subtract(BigInteger.One)), d.Mod(q.Subtract(BigInteger.One)), q.ModInverse(p));

        var voter = new TokenClient(new RsaKeyParameters(false, n, e), Bytes("input_msg"), Bytes("salt"), Number("inv").ModInverse(n));
        Assert.Equal(Bytes("blinded_msg"), voter.Blinded);
        var blind = PollKeys.Sign(secret, voter.Blinded);
        Assert.Equal(Bytes("blind_sig"), blind);
        var signature = voter.Finalize(blind!);
        Assert.Equal(Bytes("sig"), signature);

        var verifier = new PssSigner(new RsaEngine(), new Sha384Digest(), Bytes("salt").Length);
        verifier.Init(false, new RsaKeyParameters(false, n, e));
        verifier.BlockUpdate(voter.Message, 0, voter.Message.Length);
        Assert.True(verifier.VerifySignature(signature));
        using var ours = RSA.Create(new RSAParameters { Modulus = Bytes("n"), Exponent = Bytes("e") });
        // Ours is the variant that polls use; the others must not pass for it.
        Assert.Equal(!variant.Contains("ZERO"), ours.VerifyData(voter.Message, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss));
        signature[7] ^= 1;
        Assert.False(ours.VerifyData(voter.Message, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss));
    }

    [Fact]
    public void What_is_not_below_the_modulus_or_of_another_length_is_not_signed()
    {
        using var rsa = RSA.Create(2048);
        var key = (RsaPrivateCrtKeyParameters)Org.BouncyCastle.Security.PrivateKeyFactory.CreateKey(rsa.ExportPkcs8PrivateKey());
        byte[] above = [.. Enumerable.Repeat((byte)255, 256)];
        Assert.Null(PollKeys.Sign(key, above));
        Assert.Null(PollKeys.Sign(key, new byte[255]));
        Assert.NotNull(PollKeys.Sign(key, [.. new byte[255], 2]));
    }
}
