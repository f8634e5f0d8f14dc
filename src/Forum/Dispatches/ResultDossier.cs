using System.Globalization;
using System.Text.Json.Nodes;
using Forum.Council;
using Forum.Domain.Decisions;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Dispatches;

/// <summary>The notice period with its objections and answers, word for word.</summary>
public sealed class NoticeDossier(ForumDb db) : IDossierPart
{
    public string Name => "notice";

    public async Task<JsonNode?> WriteAsync(DossierSubject subject, CancellationToken stop)
    {
        if (await db.NoticePeriods.AsNoTracking().SingleOrDefaultAsync(p => p.PollId == subject.PollId, stop) is not { } period) return null;
        return new JsonObject
        {
            ["from"] = Matter.At(period.From), ["until"] = Matter.At(period.Until),
            ["objections"] = new JsonArray([.. period.Objections.OrderBy(o => o.Order).Select(Said)]),
        };
    }

    private static JsonNode Said(Objection o)
    {
        var said = o.Hidden is { } hidden ? new JsonObject { ["hiddenBecause"] = hidden.Reason } : new JsonObject { ["by"] = Matter.Signed(o.By), ["body"] = o.Body };
        said["at"] = Matter.At(o.At);
        said["answer"] = o.Answer is { } a ? new JsonObject { ["by"] = a.Name, ["body"] = a.Body, ["at"] = Matter.At(a.At) } : null;
        return said;
    }
}

/// <summary>The decision, or why there is none; nothing where none was recorded yet. It may be in this very transaction.</summary>
public sealed class DecisionDossier(ForumDb db) : IDossierPart
{
    public string Name => "decision";

    public async Task<JsonNode?> WriteAsync(DossierSubject subject, CancellationToken stop)
    {
        var decision = db.Decisions.Local.FirstOrDefault(d => d.PollId == subject.PollId) ?? await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.PollId == subject.PollId, stop);
        return decision is null ? null : new JsonObject
        {
            ["number"] = decision.Number, ["decides"] = decision.Decides, ["title"] = decision.Title, ["body"] = decision.Body, ["by"] = Matter.Signed(decision.By),
            ["effectiveOn"] = decision.EffectiveOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }
}
