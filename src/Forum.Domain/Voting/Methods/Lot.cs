using System.Security.Cryptography;
using System.Text;

namespace Forum.Domain.Voting.Methods;

/// <summary>
/// A lot that anybody can repeat: candidates in the order of SHA-256 over the seed, a line feed and the name, as UTF-8.
/// The seed's own hash is published before closing, the seed after it, so that nobody could choose it to an end.
/// </summary>
public sealed class Lot
{
    private readonly int[] _places;

    private Lot(int[] places) => _places = places;

    /// <summary>The lot of a seed over candidates.</summary>
    public static Lot Of(string seed, IReadOnlyList<string> candidates)
    {
        var order = Enumerable.Range(0, candidates.Count).OrderBy(i => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{candidates[i]}"))), StringComparer.Ordinal).ToArray();
        var places = new int[candidates.Count];
        for (var place = 0; place < order.Length; place++) places[order[place]] = place;
        return new(places);
    }

    /// <summary>The hash by which a seed is published before it is told: SHA-256 of its UTF-8, lower-case hex.</summary>
    public static string HashOf(string seed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    /// <summary>A candidate's place, from 0; who comes earlier is preferred.</summary>
    public int PlaceOf(int candidate) => _places[candidate];
}
