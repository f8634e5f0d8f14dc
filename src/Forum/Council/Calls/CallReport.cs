using Forum.Council.Voices;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>How many of a group that a call asks have spoken.</summary>
/// <param name="Key">Such as <c>tenants</c>, <c>grid/{id}</c>, <c>unit/{id}</c>.</param>
/// <param name="Spoke">How many of it spoke; nothing where that is one to four people, too few to tell.</param>
/// <param name="Of">How many people it has; nothing for a body, and where they are fewer than five.</param>
/// <param name="Nobody">Whether nobody has.</param>
public sealed record CallGroup(string Key, string? Name, int? Spoke, int? Of, bool Nobody, bool IsBody);

/// <summary>
/// Who of those asked has spoken: the groups that the call names, or owners, tenants, the mobile population and each grid.
/// A person counts once in each group, however often they spoke.
/// </summary>
public sealed class CallReport(ForumDb db, PlaceGroups groups)
{
    public async Task<IReadOnlyList<CallGroup>> OfAsync(Call call, string path, CancellationToken stop)
    {
        var (place, id) = (new Concerned(call.CommunityId, path), call.Id);
        var speakers = await groups.SpeakersAsync(db.Contributions.AsNoTracking().Shown().Where(c => c.CallId == id)
            .Select(c => new Signed { AccountId = c.By.AccountId, UnitId = c.By.UnitId, Person = c.From == null ? (PersonId?)null : c.From.PersonId }), stop);
        var asked = (await groups.ListAsync(place, stop)).Where(g => call.Groups.Count > 0 ? call.Groups.Contains(g.Key) : !PlaceGroups.IsBody(g.Key));
        return [.. (await groups.CountAsync(place, asked, speakers, stop)).Select(g => new CallGroup(g.Key, g.Name, PlaceGroups.Told(g.Spoke, g.Size is null), g.Size >= PlaceGroups.Few ? g.Size : null, g.Spoke == 0, g.Size is null))];
    }
}
