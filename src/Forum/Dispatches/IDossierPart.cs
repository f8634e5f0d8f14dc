using System.Text.Json.Nodes;
using Forum.Domain.Kernel;

namespace Forum.Dispatches;

/// <summary>What a sealed report is about: a closed poll and, where there is one, the matter it decided.</summary>
public sealed record DossierSubject(PlaceId CommunityId, PollId PollId, string? Matter);

/// <summary>
/// A feature's section of the sealed report, as JSON that <see cref="CanonicalJson"/> takes: strings, booleans and whole
/// numbers. The same subject gives the same bytes as long as nothing was added.
/// </summary>
public interface IDossierPart
{
    /// <summary>The section's name in the report, such as <c>proposal</c>, <c>discussion</c>, <c>poll</c>.</summary>
    string Name { get; }

    /// <summary>The section, or nothing where the subject has none.</summary>
    Task<JsonNode?> WriteAsync(DossierSubject subject, CancellationToken stop);
}
