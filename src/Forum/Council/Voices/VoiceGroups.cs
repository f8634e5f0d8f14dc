using Forum.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Voices;

/// <summary>A group that a proposal concerns, and how many of it spoke.</summary>
/// <param name="Key">Such as <c>owners</c>, <c>tenants</c>, <c>grid/{id}</c>, <c>unit/{id}</c>.</param>
/// <param name="Name">The name of a grid or body.</param>
public sealed record VoiceGroup(string Key, string? Name, int Spoke);

/// <summary>
/// Who is concerned by a proposal, by the register and the bodies of today, and who of them has spoken: by their own
/// account, or by somebody who wrote their words down. Whoever spoke counts once in each group that they belong to.
/// </summary>
public sealed class VoiceGroups(ForumDb db, Moment moment, Holders holders)
{
    private sealed record Matter(PlaceId Community, string Path);
    private sealed record Spoken(HashSet<PersonId> People, HashSet<UnitId> Units, HashSet<AccountId> Accounts);

    /// <summary>Every group, those of which nobody spoke too.</summary>
    public async Task<IReadOnlyList<VoiceGroup>> ListAsync(ProposalId proposal, CancellationToken stop)
    {
        var (matter, spoken) = (await MatterAsync(proposal, stop), await SpokenAsync(proposal, stop));
        var people = spoken.People.ToList();
        List<VoiceGroup> all = [];
        foreach (var key in (string[])["owners", "tenants", "mobile"])
            all.Add(new(key, null, await Members(matter, key).Where(p => people.Contains(p)).Distinct().CountAsync(stop)));
        foreach (var grid in await db.Places.AsNoTracking().Where(p => p.CommunityId == matter.Community && p.Level == PlaceLevel.Grid).OrderBy(p => p.Path).ToListAsync(stop))
            if (grid.Path.StartsWith(matter.Path, StringComparison.Ordinal))
                all.Add(new($"grid/{grid.Id}", grid.Name, await Living(grid.Path).Where(p => people.Contains(p)).Distinct().CountAsync(stop)));
        foreach (var unit in await db.Units.AsNoTracking().Where(u => u.CommunityId == matter.Community && u.Kind != UnitKind.SupervisionCommittee && u.Kind != UnitKind.Department).OrderBy(u => u.Kind).ThenBy(u => u.Name).ToListAsync(stop))
            all.Add(new($"unit/{unit.Id}", unit.Name, spoken.Units.Contains(unit.Id) || (await holders.OfAsync(unit.Id, stop)).Any(spoken.Accounts.Contains) ? 1 : 0));
        return all;
    }

    /// <summary>The accounts of a group that have not spoken yet.</summary>
    public async Task<IReadOnlyCollection<AccountId>> SilentAsync(ProposalId proposal, string key, CancellationToken stop)
    {
        var (matter, spoken) = (await MatterAsync(proposal, stop), await SpokenAsync(proposal, stop));
        if (Id(key, "unit/") is { } unit) return [.. (await holders.OfAsync(new UnitId(unit), stop)).Where(a => !spoken.Accounts.Contains(a))];
        var path = Id(key, "grid/") is { } grid ? await db.PathAsync(new(grid), stop) : null;
        var members = path is null ? Members(matter, key) : Living(path);
        var accounts = await db.Accounts.AsNoTracking().Where(a => a.PersonId != null && members.Contains(a.PersonId.Value)).Select(a => new { a.Id, a.PersonId }).ToListAsync(stop);
        return [.. accounts.Where(a => !spoken.People.Contains(a.PersonId!.Value)).Select(a => new AccountId(a.Id))];
    }

    private Task<Matter> MatterAsync(ProposalId id, CancellationToken stop) =>
        db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id).Join(db.Places, p => p.PlaceId, p => p.Id, (p, place) => new Matter(p.CommunityId, place.Path)).SingleAsync(stop);

    private async Task<Spoken> SpokenAsync(ProposalId id, CancellationToken stop)
    {
        var said = await db.Comments.AsNoTracking().Shown().Where(c => c.ProposalId == id)
            .Select(c => new { c.By.AccountId, c.By.UnitId, Person = c.From == null ? (PersonId?)null : c.From.PersonId }).Distinct().ToListAsync(stop);
        var own = said.Where(s => s.Person is null && s.UnitId is null).Select(s => s.AccountId.Value).Distinct().ToList();
        var people = await db.Accounts.AsNoTracking().Where(a => own.Contains(a.Id) && a.PersonId != null).Select(a => a.PersonId!.Value).ToListAsync(stop);
        return new([.. people, .. said.Where(s => s.Person is not null).Select(s => s.Person!.Value)], [.. said.Where(s => s.UnitId is not null).Select(s => s.UnitId!.Value)], [.. said.Where(s => s.Person is null).Select(s => s.AccountId)]);
    }

    private IQueryable<PersonId> Members(Matter matter, string key) => key switch
    {
        "owners" => db.Ownerships.AsNoTracking().On(moment.Today).Where(o => o.CommunityId == matter.Community).Join(db.Places.Where(p => p.Path.StartsWith(matter.Path)), o => o.HomeId, p => p.Id, (o, _) => o.PersonId),
        "tenants" => Of(matter, Tenure.Tenant),
        _ => Of(matter, Tenure.Mobile),
    };

    private IQueryable<PersonId> Of(Matter matter, Tenure tenure) =>
        db.Residencies.AsNoTracking().On(moment.Today).Where(r => r.CommunityId == matter.Community && r.Tenure == tenure).Join(db.Places.Where(p => p.Path.StartsWith(matter.Path)), r => r.HomeId, p => p.Id, (r, _) => r.PersonId);

    private IQueryable<PersonId> Living(string path) =>
        db.Residencies.AsNoTracking().On(moment.Today).Join(db.Places.Where(p => p.Path.StartsWith(path)), r => r.HomeId, p => p.Id, (r, _) => r.PersonId);

    private static Guid? Id(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal) && Guid.TryParse(key[prefix.Length..], out var id) ? id : null;
}
