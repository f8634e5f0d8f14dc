using System.Globalization;
using System.Text.Json.Nodes;
using Forum.Dispatches;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council;

/// <summary>The proposal with the words it grew from and every version, for the sealed report.</summary>
public sealed class ProposalDossier(ForumDb db) : IDossierPart
{
    public string Name => "proposal";

    public async Task<JsonNode?> WriteAsync(DossierSubject subject, CancellationToken stop)
    {
        if (Matter.Proposal(subject.Matter) is not { } id) return null;
        var p = await db.Proposals.AsNoTracking().SingleAsync(x => x.Id == id, stop);
        var concern = await db.Concerns.AsNoTracking().IgnoreAutoIncludes().Shown().SingleOrDefaultAsync(c => c.Id == p.FromConcernId, stop);
        return new JsonObject
        {
            ["number"] = p.Number, ["title"] = p.Title, ["author"] = Matter.Signed(p.Author), ["spokenBy"] = p.From is { } from ? $"{from.Name} · {from.Of}" : null, ["endorsed"] = p.Endorsed,
            ["words"] = concern is null ? null : new JsonObject { ["number"] = concern.Number, ["title"] = concern.Title, ["body"] = concern.Body, ["by"] = Matter.Signed(concern.RaisedBy), ["at"] = Matter.At(concern.RaisedAt) },
            ["versions"] = new JsonArray([.. p.Versions.OrderBy(v => v.Number).Select(v => (JsonNode)new JsonObject { ["number"] = v.Number, ["body"] = v.Body.Source, ["at"] = Matter.At(v.At) })]),
        };
    }
}

/// <summary>What was said, every voice, and the view of the fewer set apart so that it is not lost.</summary>
public sealed class DiscussionDossier(ForumDb db) : IDossierPart
{
    public string Name => "discussion";

    public async Task<JsonNode?> WriteAsync(DossierSubject subject, CancellationToken stop)
    {
        if (Matter.Proposal(subject.Matter) is not { } id) return null;
        var said = await db.Comments.AsNoTracking().Where(c => c.ProposalId == id).OrderBy(c => c.Seq).ToListAsync(stop);
        var shown = said.Where(c => c.IsShown).ToList();
        var older = (await db.CommentVersions.AsNoTracking().Where(v => v.Readable && db.Comments.Any(c => c.ProposalId == id && c.Id == v.CommentId)).OrderBy(v => v.Number).ToListAsync(stop)).ToLookup(v => v.CommentId);
        var (pro, con) = (shown.Count(c => c.Stance == Stance.For), shown.Count(c => c.Stance == Stance.Against));
        var fewer = pro < con ? Stance.For : Stance.Against;
        return new JsonObject
        {
            ["for"] = pro, ["against"] = con, ["neither"] = shown.Count - pro - con, ["hidden"] = said.Count(c => c.Hidden is not null), ["withdrawn"] = said.Count(c => c is { Hidden: null, Withdrawn: not null }),
            ["comments"] = new JsonArray([.. said.Select(c => Voice(c, older[c.Id]))]),
            ["minority"] = new JsonObject { ["stance"] = fewer.ToString(), ["comments"] = new JsonArray([.. shown.Where(c => c.Stance == fewer).Select(c => (JsonNode)c.Seq)]) },
        };
    }

    private static JsonNode Voice(Comment c, IEnumerable<CommentVersion> older)
    {
        if (c.Hidden is { } hidden) return new JsonObject { ["number"] = c.Seq, ["hiddenBecause"] = hidden.Reason };
        if (c.Withdrawn is { } withdrawn) return new JsonObject { ["number"] = c.Seq, ["withdrawnAt"] = Matter.At(withdrawn.At) };
        var voice = new JsonObject { ["number"] = c.Seq, ["stance"] = c.Stance.ToString(), ["by"] = Matter.Signed(c.By), ["at"] = Matter.At(c.At), ["body"] = c.Body.Source, ["agreed"] = c.Agreed };
        if (c.From is { } from) voice["spokenBy"] = $"{from.Name} · {from.Of}";
        if (c.Quote is { } quote) voice["quote"] = new JsonObject { ["version"] = quote.Version, ["words"] = quote.Words };
        if (c.EditedAt is { } edited) voice["editedAt"] = Matter.At(edited);
        if (c.OlderVersions > 0) voice["before"] = new JsonArray([.. older.Select(v => (JsonNode)new JsonObject { ["body"] = v.Body.Source, ["at"] = Matter.At(v.At) })]);
        return voice;
    }
}

/// <summary>Small words of a sealed report.</summary>
public static class Matter
{
    public static ProposalId? Proposal(string? matter) =>
        matter?.Split('/') is ["proposals", var id] && Guid.TryParse(id, out var value) ? new ProposalId(value) : null;

    public static ConcernId? Concern(string? matter) =>
        matter?.Split('/') is ["concerns", var id] && Guid.TryParse(id, out var value) ? new ConcernId(value) : null;

    public static CallId? Call(string? matter) =>
        matter?.Split('/') is ["calls", var id] && Guid.TryParse(id, out var value) ? new CallId(value) : null;

    public static string Signed(Byline by) => $"{by.Name} · {by.Of} · {by.As}";

    public static string At(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
