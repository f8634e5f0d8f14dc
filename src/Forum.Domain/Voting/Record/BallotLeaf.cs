using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;

namespace Forum.Domain.Voting;

/// <summary>
/// What a ballot is in the public record: one line of canonical JSON, a leaf of the poll's Merkle tree. A secret ballot
/// shows its token and answer; an open one its receipt and answer, without the voter; where area counts, which is nearly
/// a name, only a seal that the voter can open with the receipt.
/// </summary>
public static class BallotLeaf
{
    /// <summary>The leaf of a secret ballot; with a second registrar it has both signatures.</summary>
    public static byte[] OfSecret(PollId poll, VotingToken token, string answer)
    {
        var leaf = new JsonObject
        {
            ["poll"] = poll.ToString(), ["token"] = Convert.ToBase64String(token.Message), ["signature"] = Convert.ToBase64String(token.Signature), ["answer"] = answer,
        };
        if (token.SecondSignature is { } second) leaf["secondSignature"] = Convert.ToBase64String(second);
        return CanonicalJson.Bytes(leaf);
    }

    /// <summary>The leaf of an open ballot.</summary>
    public static byte[] OfOpen(PollId poll, string receipt, string answer) => CanonicalJson.Bytes(new JsonObject { ["poll"] = poll.ToString(), ["receipt"] = receipt, ["answer"] = answer });

    /// <summary>The leaf of an open ballot that weighs by area, in hundredths of a square metre.</summary>
    public static byte[] OfWeighed(PollId poll, string receipt, string answer, long area) => OfSeal(poll, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{receipt} {answer} {area}"))));

    /// <summary>The same by its seal.</summary>
    public static byte[] OfSeal(PollId poll, string seal) => CanonicalJson.Bytes(new JsonObject { ["poll"] = poll.ToString(), ["seal"] = seal });

    /// <summary>The leaf of an open ballot, as the poll's rule has it.</summary>
    public static byte[] Of(Poll poll, string receipt, string answer, long area) => poll.Rule.CountsArea ? OfWeighed(poll.Id, receipt, answer, area) : OfOpen(poll.Id, receipt, answer);

    /// <summary>
    /// The order of a batch: by leaf hash. It is as good as shuffled, since every leaf holds random bytes, and everybody
    /// can check that nothing was arranged.
    /// </summary>
    public static readonly Comparer<byte[]> Order = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));
}
