using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>Makes rolls; their lines stand in the order of the voters' ids.</summary>
public static class ElectoralRoll
{
    /// <summary>
    /// Owners: several homes are one head with their areas added; of co-owners the one named votes, else the first on
    /// the title; the developer with its unsold homes is one head like any other.
    /// </summary>
    public static IReadOnlyList<RollLine> OfOwners(PollId poll, IEnumerable<OwnedHome> titles) =>
    InOrder(titles.GroupBy(t => t.Home)
            .Select(home => home.OrderByDescending(t => t.Votes).ThenBy(t => t.Rank).First())
            .GroupBy(t => t.Owner)
            .Select(owner => new RollLine(poll, VoterId.Of(owner.Key), Label(owner), owner.Sum(t => t.Area), owner.MinBy(t => t.Label, StringComparer.Ordinal).Grid)));

    /// <summary>Everybody once, whatever the number of homes or offices that put them on the roll.</summary>
    public static IReadOnlyList<RollLine> OfHeads(PollId poll, IEnumerable<RollEntry> entries) =>
        InOrder(entries.DistinctBy(e => e.Voter).Select(e => new RollLine(poll, e.Voter, e.Label, 0, e.Grid)));

    // The order in which they are kept and hashed.
    private static List<RollLine> InOrder(IEnumerable<RollLine> lines) => [.. lines.OrderBy(l => l.VoterId.Value)];

    /// <summary>SHA-256 over the canonical JSON of the lines, area and voter, in order of the voter's id; lower-case hex.</summary>
    public static string Hash(IEnumerable<RollLine> lines)
    {
        // Written straight: whole numbers and ids need no escaping, and a town's roll is a hundred thousand lines.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> json = stackalloc byte[128];
        var before = '[';
        foreach (var line in InOrder(lines))
        {
            Utf8.TryWrite(json, CultureInfo.InvariantCulture, $"{before}{{\"area\":{line.Area},\"voter\":\"{line.VoterId.Value}\"}}", out var written);
            hash.AppendData(json[..written]);
            before = ',';
        }
        hash.AppendData(before == '[' ? "[]"u8 : "]"u8);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 over all that stands on the lines, in order of the voter's id; lower-case hex. Homes and grids are in it, so it is compared by the portal's own check alone.</summary>
    public static string LinesHash(IEnumerable<RollLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in InOrder(lines)) hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{line.VoterId}\n{line.Area}\n{line.GridId}\n{line.Label}\n\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Label(IEnumerable<OwnedHome> homes)
    {
        var labels = homes.Select(h => h.Label).Order(StringComparer.Ordinal).ToList();
        return labels.Count <= 3 ? string.Join(" ", labels) : $"{labels[0]} +{labels.Count - 1}";
    }
}
