using Forum.Council.Proposals;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Versions;

/// <summary>The versions of a proposal as JSON; with <c>?from=&amp;to=</c> the difference between two of them.</summary>
public static class VersionEndpoints
{
    /// <param name="BaseVersion">The version that the text was begun from; where it is no longer the newest, the answer is 409 with the difference.</param>
    public sealed record VersionBody(string? Body, int? BaseVersion);

    public static void MapVersions(this IEndpointRouteBuilder proposals)
    {
        proposals.MapGet("/{id:guid}/versions", async (Guid id, int? from, int? to, ISender s, TextBook t) => (await s.Send(new GetVersions(new(id), from, to))).Answer(t)).Produces<VersionList>();
        proposals.MapPost("/{id:guid}/versions", ReviseAsync);
    }

    private static async Task<IResult> ReviseAsync(Guid id, VersionBody body, ISender s, TextBook t) =>
        await (await s.Send(new Revise(new(id), body.Body, body.BaseVersion))).OrOvertakenAsync(
            t, made => made.Map(n => new { version = n }).Created(t, _ => $"proposals/{id}/versions"), () => s.Send(new GetProposal(new(id))), p => (p.Version, p.Versions[0].Body, body.Body));
}
