using System.Text.Json;
using System.Text.Json.Nodes;
using Forum.Dispatches;
using Forum.Domain.Council.Calls;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>The calls that served the matter, with every contribution and what became of it, for the sealed report.</summary>
public sealed class CallDossier(ForumDb db) : IDossierPart
{
    public string Name => "calls";

    public async Task<JsonNode?> WriteAsync(DossierSubject subject, CancellationToken stop)
    {
        if (subject.Matter is null) return null;
        var calls = await db.Calls.AsNoTracking().Where(c => c.Matter == subject.Matter).OrderBy(c => c.Number).ToListAsync(stop);
        if (calls.Count == 0) return null;
        var ids = calls.Select(c => c.Id).ToList();
        var said = (await db.Contributions.AsNoTracking().Where(c => ids.Contains(c.CallId)).OrderBy(c => c.Number).ToListAsync(stop)).ToLookup(c => c.CallId);
        var all = said.SelectMany(c => c).Select(c => c.Id).ToList();
        var earlier = (await db.ContributionVersions.AsNoTracking().Where(v => all.Contains(v.ContributionId)).OrderBy(v => v.Number).ToListAsync(stop)).ToLookup(v => v.ContributionId);
        return new JsonArray([.. calls.Select(c => (JsonNode)new JsonObject
        {
            ["number"] = c.Number, ["title"] = c.Title, ["body"] = c.Body.Source, ["by"] = Matter.Signed(c.By), ["from"] = Matter.At(c.OpenedAt), ["until"] = Matter.At(c.ClosesAt),
            ["summary"] = c.Conclusion?.Summary, ["calledOffBecause"] = c.CalledOff?.Reason, ["prolonged"] = new JsonArray([.. c.Prolongings.OrderBy(p => p.Order).Select(p => (JsonNode)new JsonObject { ["until"] = Matter.At(p.Until), ["reason"] = p.Reason })]), ["contributions"] = new JsonArray([.. said[c.Id].Select(v => Voice(v, earlier[v.Id]))]),
        })]);
    }

    private static JsonNode Voice(Contribution c, IEnumerable<ContributionVersion> earlier)
    {
        if (c.Hidden is { } hidden) return new JsonObject { ["number"] = c.Number, ["hiddenBecause"] = hidden.Reason };
        if (c.WithdrawnAt is { } withdrawn) return new JsonObject { ["number"] = c.Number, ["withdrawnAt"] = Matter.At(withdrawn), ["withdrawnBecause"] = c.WithdrawnBecause };
        var voice = new JsonObject { ["number"] = c.Number, ["by"] = Matter.Signed(c.By), ["at"] = Matter.At(c.At), ["body"] = c.Body.Source, ["channel"] = Word(c.Channel), ["outcome"] = Word(c.Outcome) };
        if (c.EditedAt is { } edited) (voice["editedAt"], voice["before"]) = (Matter.At(edited), new JsonArray([.. earlier.Select(v => (JsonNode)new JsonObject { ["at"] = Matter.At(v.At), ["body"] = v.Body.Source })]));
        if (c.From is { } from) voice["spokenBy"] = $"{from.Name} · {from.Of}";
        if (c.MergedInto is { } into) voice["mergedInto"] = into;
        if (c.Settlements.MaxBy(s => s.Order) is { } settled) (voice["reason"], voice["settledBy"]) = (settled.Reason, Matter.Signed(settled.By));
        return voice;
    }

    private static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
