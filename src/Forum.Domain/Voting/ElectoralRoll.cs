using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>Somebody who may vote in one poll, as frozen at its opening.</summary>
public sealed class RollLine
{
    private RollLine() { }

    /// <summary>A line.</summary>
    public RollLine(PollId poll, PersonId person, string label, long area) => (PollId, PersonId, Label, Area) = (poll, person, label, area);

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>Who.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>The home, or homes, that put them on the roll.</summary>
    public string Label { get; private set; } = "";

    /// <summary>Exclusive area in hundredths of a square metre; 0 where area does not count.</summary>
    public long Area { get; private set; }
}

/// <summary>What puts somebody on an owners' roll: a home and who votes for it.</summary>
public readonly record struct OwnedHome(PlaceId Home, string Label, long Area, PersonId Owner, int Rank, bool Votes);

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
            .Select(owner => new RollLine(poll, owner.Key, Label(owner), owner.Sum(t => t.Area))),
    ];

    /// <summary>Residents: everybody once, whatever the number of homes.</summary>
    public static IReadOnlyList<RollLine> OfResidents(PollId poll, IEnumerable<(PersonId Person, string Label)> adults) =>
        [.. adults.GroupBy(a => a.Person).Select(a => new RollLine(poll, a.Key, a.First().Label, 0))];

    /// <summary>SHA-256 over the canonical JSON of the lines, area and person, in order of the person's id; lower-case hex.</summary>
    public static string Hash(IEnumerable<RollLine> lines)
    {
        // Written straight: whole numbers and ids need no escaping, and a town's roll is a hundred thousand lines.
        var json = new StringBuilder("[");
        foreach (var (id, area) in lines.Select(l => (Id: l.PersonId.ToString(), l.Area)).OrderBy(l => l.Id, StringComparer.Ordinal))
            json.Append(CultureInfo.InvariantCulture, $"{(json.Length > 1 ? "," : "")}{{\"area\":{area},\"person\":\"{id}\"}}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.Append(']').ToString())));
    }

    private static string Label(IEnumerable<OwnedHome> homes)
    {
        var labels = homes.Select(h => h.Label).Order(StringComparer.Ordinal).ToList();
        return labels.Count <= 3 ? string.Join(" ", labels) : $"{labels[0]} +{labels.Count - 1}";
    }
}
