using System.Globalization;
using System.Text.Json.Nodes;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Dispatches;

/// <summary>Puts the sealed report together from every feature's part, and sends the dispatch on its way.</summary>
public sealed class Sealing(ForumDb db, Settings settings, IEnumerable<IDossierPart> parts, IEnumerable<IMatterRoad> roads)
{
    /// <summary>Seals and sends what has not left; appends to what has.</summary>
    public async Task<Outcome<Done>> SendAsync(Dispatch dispatch, DateTimeOffset now, CancellationToken stop)
    {
        if (dispatch.SentAt is not null) return dispatch.Append(await WriteAsync(dispatch, now, dispatch.Parts[^1].Sha256, stop), now);
        var unit = await UnitOfAsync(dispatch.PlaceId, stop);
        var rules = await settings.GetAsync(dispatch.CommunityId, "dispatch.rules", DispatchRules.Usual, stop);
        var sent = dispatch.Send(await WriteAsync(dispatch, now, null, stop), unit, rules, now);
        if (sent.Ok) await roads.ReachAsync(dispatch.Matter, MatterStation.SentOn, now, dispatch.Due, stop);
        return sent;
    }

    private async Task<string> WriteAsync(Dispatch dispatch, DateTimeOffset now, string? previous, CancellationToken stop)
    {
        var report = new JsonObject
        {
            ["format"] = "forum-dispatch-1", ["number"] = dispatch.Number, ["title"] = dispatch.Title, ["community"] = dispatch.CommunityId.ToString(),
            ["sealedAt"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        if (previous is not null) report["previous"] = previous;
        var subject = new DossierSubject(dispatch.CommunityId, dispatch.PollId, dispatch.Matter);
        foreach (var part in parts)
            if (await part.WriteAsync(subject, stop) is { } written) report[part.Name] = written;
        return CanonicalJson.Of(report);
    }

    /// <summary>The Party unit of the place's own level; where there is none, the next above.</summary>
    private async Task<PartyUnit> UnitOfAsync(PlaceId place, CancellationToken stop)
    {
        for (PlaceId? at = place; at is { } here; at = await db.Places.Where(p => p.Id == here).Select(p => p.ParentId).SingleOrDefaultAsync(stop))
            if (await db.PartyUnits.AsNoTracking().SingleOrDefaultAsync(u => u.PlaceId == here, stop) is { } unit) return unit;
        throw new InvalidOperationException($"No Party unit stands for {place} or above it.");
    }
}
