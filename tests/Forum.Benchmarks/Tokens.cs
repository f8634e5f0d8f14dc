using System.Security.Cryptography;
using Forum.Domain.Voting;

namespace Forum.Benchmarks;

/// <summary>Tokens for people whom the demo does not have: signed at once with a poll's own key, which gives the same as blinding and unblinding.</summary>
public static class Tokens
{
    /// <param name="key">The private key, PKCS #8.</param>
    public static VotingToken[] Make(int count, byte[] key)
    {
        var made = new VotingToken[count];
        Parallel.For(0, count, () => { var rsa = RSA.Create(); rsa.ImportPkcs8PrivateKey(key, out _); return rsa; }, (i, _, rsa) =>
        {
            var message = RandomNumberGenerator.GetBytes(VotingToken.MessageLength);
            made[i] = new(message, rsa.SignData(message, HashAlgorithmName.SHA384, RSASignaturePadding.Pss));
            return rsa;
        }, rsa => rsa.Dispose());
        return made;
    }
}
