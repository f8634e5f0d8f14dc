using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Voices;

/// <summary>A place whose people a matter concerns or asks.</summary>
public sealed record Concerned(PlaceId Community, string Path);

/// <summary>Who has spoken: as somebody of the register, for a body, by an account.</summary>
public sealed record Speakers(IReadOnlySet<PersonId> People, IReadOnlySet<UnitId> Units, IReadOnlySet<AccountId> Accounts);

/// <summary>One voice as it was signed; the person is named where somebody else wrote the words down.</summary>
public sealed class Signed
{
    public required AccountId AccountId { get; init; }
    public required UnitId? UnitId { get; init; }
    public required PersonId? Person { get; init; }
}

/// <summary>How many of a group have spoken, a body once; and how many people it has, nothing for a body.</summary>
public sealed record GroupCount(string Key, string? Name, int Spoke, int? Size);

/// <summary>
/// The groups of a place by the register and the bodies of today: owners, tenants, mobile population, those of each grid,
/// each body. Their keys are such as <c>owners</c>, <c>grid/{id}</c>, <c>unit/{id}</c>.
/// </summary>
public sealed class PlaceGroups(ForumDb db, Moment moment, Holders holders)
{
    /// <summary>Fewer people than this are not told by their number.</summary>
    public const int Few = 5;

    /// <summary>How many spoke, as it may be told: of people nothing where that is one to four, too few to tell.</summary>
    public static int? Told(int spoke, bool isBody) => !isBody && spoke is > 0 and < Few ? null : spoke;

    /// <summary>Whether the group is a body, which speaks with one voice.</summary>
    public static bool IsBody(string key) => key.StartsWith("unit/", StringComparison.Ordinal);

    /// <summary>Every group that a place may have, with the name of a grid or body.</summary>
    public async Task<IReadOnlyList<(string Key, string? Name)>> ListAsync(Concerned place, CancellationToken stop)
    {
        var grids = await db.Places.AsNoTracking().Where(p => p.CommunityId == place.Community && p.Level == PlaceLevel.Grid && p.Path.StartsWith(place.Path)).OrderBy(p => p.Path).Select(p => new { p.Id, p.Name }).ToListAsync(stop);
        var units = await db.Units.AsNoTracking().Where(u => u.CommunityId == place.Community && u.Kind != UnitKind.SupervisionCommittee && u.Kind != UnitKind.Department)
            .OrderBy(u => u.Kind).ThenBy(u => u.Name).Select(u => new { u.Id, u.Name }).ToListAsync(stop);
        return [("owners", null), ("tenants", null), ("mobile", null), .. grids.Select(g => ($"grid/{g.Id}", (string?)g.Name)), .. units.Select(u => ($"unit/{u.Id}", (string?)u.Name))];
    }

    /// <summary>How many of each group have spoken, and how many people it has. The register is read once for all of them.</summary>
    public async Task<IReadOnlyList<GroupCount>> CountAsync(Concerned place, IEnumerable<(string Key, string? Name)> groups, Speakers speakers, CancellationToken stop)
    {
        var homes = db.Places.AsNoTracking().Where(p => p.CommunityId == place.Community);
        var living = (await db.Residencies.AsNoTracking().On(moment.Today).Where(r => r.CommunityId == place.Community).Join(homes, r => r.HomeId, p => p.Id, (r, p) => new { r.PersonId, r.Tenure, p.Path }).ToListAsync(stop))
            .FindAll(r => r.Path.StartsWith(place.Path, StringComparison.Ordinal));
        var owning = (await db.Ownerships.AsNoTracking().On(moment.Today).Where(o => o.CommunityId == place.Community).Join(homes, o => o.HomeId, p => p.Id, (o, p) => new { o.PersonId, p.Path }).ToListAsync(stop))
            .FindAll(o => o.Path.StartsWith(place.Path, StringComparison.Ordinal));
        var grids = await homes.Where(p => p.Level == PlaceLevel.Grid).ToDictionaryAsync(p => p.Id.Value, p => p.Path, stop);
        List<GroupCount> all = [];
        foreach (var (key, name) in groups)
        {
            if (Id(key, "unit/") is { } unit)
            {
                all.Add(new(key, name, speakers.Units.Contains(new(unit)) || (await holders.OfAsync(new UnitId(unit), stop)).Any(speakers.Accounts.Contains) ? 1 : 0, null));
                continue;
            }
            var path = Id(key, "grid/") is { } grid ? grids[grid] : null;
            var members = (key == "owners" ? owning.Select(o => o.PersonId) : living.Where(r => path is null ? r.Tenure == TenureOf(key) : r.Path.StartsWith(path, StringComparison.Ordinal)).Select(r => r.PersonId)).ToHashSet();
            all.Add(new(key, name, members.Count(speakers.People.Contains), members.Count));
        }
        return all;
    }

    /// <summary>The accounts of a group, but for those who have spoken.</summary>
    public async Task<IReadOnlyCollection<AccountId>> AccountsAsync(Concerned place, string key, Speakers? but, CancellationToken stop)
    {
        if (Id(key, "unit/") is { } unit) return [.. (await holders.OfAsync(new UnitId(unit), stop)).Where(a => but?.Accounts.Contains(a) != true)];
        var members = await MembersAsync(place, key, stop);
        var accounts = await db.Accounts.AsNoTracking().Where(a => a.PersonId != null && members.Contains(a.PersonId.Value)).Select(a => new { a.Id, a.PersonId }).ToListAsync(stop);
        return [.. accounts.Where(a => but?.People.Contains(a.PersonId!.Value) != true).Select(a => new AccountId(a.Id))];
    }

    /// <summary>The people behind the voices: of an account its person, of words written down whose words they are.</summary>
    public async Task<Speakers> SpeakersAsync(IQueryable<Signed> voices, CancellationToken stop)
    {
        var said = await voices.Distinct().ToListAsync(stop);
        var own = said.Where(s => s.Person is null && s.UnitId is null).Select(s => s.AccountId.Value).Distinct().ToList();
        var people = await db.Accounts.AsNoTracking().Where(a => own.Contains(a.Id) && a.PersonId != null).Select(a => a.PersonId!.Value).ToListAsync(stop);
        return new Speakers(
            new HashSet<PersonId>([.. people, .. said.Where(s => s.Person is not null).Select(s => s.Person!.Value)]), said.Where(s => s.UnitId is not null).Select(s => s.UnitId!.Value).ToHashSet(),
            said.Where(s => s.Person is null).Select(s => s.AccountId).ToHashSet());
    }

    /// <summary>Those who live at a place or own a home there.</summary>
    public IQueryable<PersonId> Everybody(Concerned place) => Living(place.Path).Union(Owners(place));

    private async Task<IQueryable<PersonId>> MembersAsync(Concerned place, string key, CancellationToken stop) => key switch
    {
        "owners" => Owners(place),
        "tenants" or "mobile" => Of(place, TenureOf(key)),
        _ => Living(Id(key, "grid/") is { } grid ? await db.PathAsync(new(grid), stop) : place.Path),
    };

    private IQueryable<PersonId> Owners(Concerned place) =>
        db.Ownerships.AsNoTracking().On(moment.Today).Where(o => o.CommunityId == place.Community).Join(db.Places.Where(p => p.Path.StartsWith(place.Path)), o => o.HomeId, p => p.Id, (o, _) => o.PersonId);

    private IQueryable<PersonId> Of(Concerned place, Tenure tenure) =>
        db.Residencies.AsNoTracking().On(moment.Today).Where(r => r.CommunityId == place.Community && r.Tenure == tenure).Join(db.Places.Where(p => p.Path.StartsWith(place.Path)), r => r.HomeId, p => p.Id, (r, _) => r.PersonId);

    private IQueryable<PersonId> Living(string path) =>
        db.Residencies.AsNoTracking().On(moment.Today).Join(db.Places.Where(p => p.Path.StartsWith(path)), r => r.HomeId, p => p.Id, (r, _) => r.PersonId);

    private static Tenure TenureOf(string key) => key == "tenants" ? Tenure.Tenant : Tenure.Mobile;

    private static Guid? Id(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal) && Guid.TryParse(key[prefix.Length..], out var id) ? id : null;
}
