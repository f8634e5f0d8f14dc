using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>
    /// SHA-256, lower-case hex, of the canonical JSON of all that binds the poll from its opening on: what is asked, of
    /// whom, how it is counted, by which rule, until when. It enters the ledger with the opening.
    /// </summary>
    public string FrozenHash() => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(new JsonObject
    {
        ["community"] = CommunityId.ToString(), ["number"] = Number, ["question"] = Question, ["place"] = PlaceId.ToString(), ["unit"] = UnitId?.ToString(), ["matter"] = Matter, ["after"] = After?.ToString(), ["setUpBy"] = SetUpBy.ToString(),
        ["method"] = Method.ToString(), ["options"] = new JsonArray([.. Options.Select(o => JsonValue.Create(o))]), ["unranked"] = Unranked.ToString(), ["seats"] = Seats,
        ["costs"] = Budget is null ? null : new JsonArray([.. Budget.Costs.Select(c => JsonValue.Create(c))]), ["sum"] = Budget?.Sum, ["completion"] = Budget?.Completion?.ToString(), ["leastVotes"] = Budget?.LeastVotes,
        ["rule"] = Rule.ToJson(), ["secrecy"] = Secrecy.ToString(), ["key"] = KeyHash, ["secondRegistrar"] = SecondRegistrar, ["secondKey"] = SecondKeyHash, ["lot"] = LotHash, ["papers"] = Papers?.ToString(),
        ["opened"] = OpenedAt is { } at ? Text(at) : null, ["closes"] = Text(ClosesAt), ["entryEnds"] = Text(EntryEndsAt), ["roll"] = RollHash,
    })));

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
