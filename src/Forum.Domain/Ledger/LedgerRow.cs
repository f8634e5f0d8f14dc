using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Forum.Domain.Kernel;

namespace Forum.Domain.Ledger;

/// <summary>
/// One official act. Each row carries the hash of the row before it in the same community, so that changing, dropping
/// or inserting one breaks every hash after it. Rows are only ever added.
/// </summary>
public sealed class LedgerRow
{
    private LedgerRow() { }

    /// <summary>The community whose chain this row is in.</summary>
    public PlaceId CommunityId { get; private set; }

    /// <summary>Its place in the chain, from 1, without a gap.</summary>
    public long Seq { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The act's stable name.</summary>
    public string Act { get; private set; } = "";

    /// <summary>The matter's topic.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Who did it: an account's id, <c>system</c> for what falls due by itself, <see cref="Unsigned"/> where it is not told.</summary>
    public string Actor { get; private set; } = "";

    /// <summary>Facts as canonical JSON: references, codes, counts and salted hashes.</summary>
    public string Facts { get; private set; } = "{}";

    /// <summary>The hash of the row before; 64 zeros for the first.</summary>
    public string PreviousHash { get; private set; } = "";

    /// <summary>SHA-256 over the canonical JSON of everything above, in lower-case hex.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The actor of an act that is kept without a name.</summary>
    public const string Unsigned = "unsigned";

    /// <summary>The hash before the first row.</summary>
    public static readonly string Origin = new('0', 64);

    /// <summary>The row that follows <paramref name="previous"/> in a community's chain.</summary>
    public static LedgerRow Next(PlaceId community, LedgerRow? previous, DateTimeOffset at, string actor, IOfficialAct act, Func<string, string> seal)
    {
        var facts = new JsonObject();
        foreach (var fact in act.Facts) facts[fact.Name] = Plain(fact.Value, seal);
        var row = new LedgerRow
        {
            CommunityId = community, Seq = (previous?.Seq ?? 0) + 1, At = at, Act = act.Act, Subject = act.Topic,
            Actor = act.Unsigned ? Unsigned : actor, Facts = CanonicalJson.Of(facts), PreviousHash = previous?.Hash ?? Origin,
        };
        row.Hash = row.ComputeHash();
        return row;
    }

    /// <summary>The hash that this row's contents give.</summary>
    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(new JsonObject
    {
        ["community"] = CommunityId.ToString(), ["seq"] = Seq, ["at"] = At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["act"] = Act, ["subject"] = Subject, ["actor"] = Actor, ["facts"] = Facts, ["previous"] = PreviousHash,
    })));

    private static JsonNode Plain(object value, Func<string, string> seal) => value switch
    {
        Seal words => seal(words.Text),
        bool truth => truth,
        int number => number,
        long number => number,
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
