using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>Makes rolls.</summary>
public static class ElectoralRoll
{
    /// <summary>
    /// Owners: several homes are one head with their areas added; of co-owners the one named votes, else the first on
    /// the title; the developer with its unsold homes is one head like any other.
    /// </summary>
    public static IReadOnlyList<RollLine> OfOwners(PollId poll, IEnumerable<OwnedHome> titles) =>
    [
        .. titles.GroupBy(t => t.Home)
            .Select(home => home.OrderByDescending(t => t.Votes).ThenBy(t => t.Rank).First())
            .GroupBy(t => t.Owner)
            .Select(owner => new RollLine(poll, VoterId.Of(owner.Key), Label(owner), owner.Sum(t => t.Area), owner.MinBy(t => t.Label, StringComparer.Ordinal).Grid)),
    ];

    /// <summary>Everybody once, whatever the number of homes or offices that put them on the roll.</summary>
    public static IReadOnlyList<RollLine> OfHeads(PollId poll, IEnumerable<RollEntry> entries) =>
        [.. entries.GroupBy(e => e.Voter).Select(e => new RollLine(poll, e.Key, e.First().Label, 0, e.First().Grid))];

    /// <summary>SHA-256 over the canonical JSON of the lines, area and voter, in order of the voter's id; lower-case hex.</summary>
    public static string Hash(IEnumerable<RollLine> lines)
    {
        // Written straight: whole numbers and ids need no escaping, and a town's roll is a hundred thousand lines.
        var json = new StringBuilder("[");
        foreach (var (id, area) in lines.Select(l => (Id: l.VoterId.ToString(), l.Area)).OrderBy(l => l.Id, StringComparer.Ordinal))
            json.Append(CultureInfo.InvariantCulture, $"{(json.Length > 1 ? "," : "")}{{\"area\":{area},\"voter\":\"{id}\"}}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.Append(']').ToString())));
    }

    /// <summary>SHA-256 over all that stands on the lines, in order of the voter's id; lower-case hex. Homes and grids are in it, so it is compared by the portal's own check alone.</summary>
    public static string LinesHash(IEnumerable<RollLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines.OrderBy(l => l.VoterId.Value)) hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{line.VoterId}\n{line.Area}\n{line.GridId}\n{line.Label}\n\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Label(IEnumerable<OwnedHome> homes)
    {
        var labels = homes.Select(h => h.Label).Order(StringComparer.Ordinal).ToList();
        return labels.Count <= 3 ? string.Join(" ", labels) : $"{labels[0]} +{labels.Count - 1}";
    }
}
