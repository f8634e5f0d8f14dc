using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Forum.Voting.Tokens;

/// <summary>A public key that many check with at once. Reading it costs more than a check, so what was read is used again, by one at a time.</summary>
public sealed class PublicKey
{
    private readonly ConcurrentBag<RSA> _idle = [];
    private readonly byte[] _key;

    private PublicKey(byte[] key) => _key = key;

    /// <summary>The key of a SubjectPublicKeyInfo; nothing of nothing.</summary>
    public static PublicKey? Of(byte[]? key) => key is null ? null : new(key);

    public T Use<T>(Func<RSA, T> check)
    {
        var rsa = _idle.TryTake(out var idle) ? idle : Read();
        var found = check(rsa);
        _idle.Add(rsa);
        return found;
    }

    private RSA Read()
    {
        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(_key, out _);
        return rsa;
    }
}
