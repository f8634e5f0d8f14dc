using System.Security.Cryptography;
using Forum.Domain.Voting;
using Forum.Voting.Tokens;
using Microsoft.Data.Sqlite;

namespace Forum.Shared;

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

    /// <summary>The poll's private key, PKCS #8, as whoever holds the database and the key folder could take it.</summary>
    /// <param name="folder">The portal's data folder.</param>
    public static byte[] KeyOf(string folder, string poll)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "forum.db")};Pooling=False;Default Timeout=30");
        connection.Open();
        using var read = connection.CreateCommand();
        read.CommandText = $"SELECT Wrapped FROM PollKeys WHERE PollId = '{poll.ToUpperInvariant()}'";
        var wrapped = (byte[])read.ExecuteScalar()!;
        var key = new byte[wrapped.Length - 28];
        using var aes = new AesGcm(Secret(folder, poll), 16);
        aes.Decrypt(wrapped.AsSpan(0, 12), wrapped.AsSpan(28), wrapped.AsSpan(12, 16), key, Guid.Parse(poll).ToByteArray());
        return key;
    }

    /// <summary>What opens the poll's box, from its file.</summary>
    public static BoxKey BoxOf(string folder, string poll) => new(Secret(folder, poll));

    /// <summary>The file of a poll's key.</summary>
    public static string FileOf(string folder, string poll) => Path.Combine(folder, "keys", $"poll-{poll}.key");

    // Before what tells that it is the right one.
    private static byte[] Secret(string folder, string poll) => File.ReadAllBytes(FileOf(folder, poll))[..32];
}
