using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Kit;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Register;

/// <summary>Enters the homes of a building, a line each: its name, a space, and its exclusive area in square metres.</summary>
[Requires(Right.KeepRegister), Official]
public sealed record EnterHomes(PlaceId BuildingId, string? Lines) : ICommand<int>, IAt, IShaped
{
    private const int Most = 500;

    /// <summary>The lines as typed, without the empty ones.</summary>
    public (string Name, long? Area)[] Read() =>
        [.. (Lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.LastIndexOfAny([' ', '\t', '　', ',']) is var gap and > 0 ? (line[..gap].Trim(), Areas.Read(line[(gap + 1)..])) : (line, null))];

    public IEnumerable<Refusal> Wrong()
    {
        if (Lines is { Length: > 40_000 } || Read() is { Length: 0 or > Most }) { yield return Refusal.Invalid("lines", "homes.lines", new Fact("most", Most)); yield break; }
        if (Read() is var read && Array.FindIndex(read, l => l.Area is null || Words.Check("lines", l.Name, Place.LongestName) is not null) is var at and >= 0)
            yield return Refusal.Invalid("lines", "homes.line", new Fact("line", at + 1), new Fact("text", read[at].Name));
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.AsNoTracking().Where(p => p.Id == BuildingId && p.Level == PlaceLevel.Building).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class EnterHomesHandler(ForumDb db, IdSource ids) : IRequestHandler<EnterHomes, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(EnterHomes request, CancellationToken stop)
    {
        var building = await db.Places.SingleAsync(p => p.Id == request.BuildingId, stop);
        var there = await db.Places.Where(p => p.ParentId == building.Id).Select(p => new { p.Name, p.Code }).ToListAsync(stop);
        var (lines, next) = (request.Read(), there.Count);
        if (lines.Select(l => l.Name).Concat(there.Select(t => t.Name)).GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice) return Refusal.Invalid("lines", "homes.twice", new Fact("name", twice.Key));
        foreach (var (name, area) in lines)
        {
            do next++; while (there.Exists(t => t.Code == $"n{next}"));
            var entered = building.Open(ids.New<PlaceId>(), $"n{next}", name).Then(place => Home.Enter(place.Id, place.CommunityId, area!.Value).Map(home => (place, home)));
            if (!entered.Ok) return entered.Map(_ => 0);
            db.Add(entered.Value.place);
            db.Add(entered.Value.home);
        }
        return lines.Length;
    }
}
