using Forum.Council.Moderation;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Dispatches;

/// <summary>The way of a dispatch up the Party units. A unit in which nobody serves, or only people with an interest in its matter, holds nothing up.</summary>
public sealed class WayUp(ForumDb db, Holders holders, Offices offices)
{
    /// <summary>The units in which somebody serves who has no interest in the dispatch's matter.</summary>
    public async Task<IReadOnlySet<PartyUnitId>> AttendedAsync(Dispatch dispatch, CancellationToken stop) =>
        await holders.AttendedAsync(await offices.InterestedAsync(await db.InPollAsync(dispatch.PollId, stop), stop), stop);

    /// <summary>The units in which somebody serves who has no interest in any matter.</summary>
    public async Task<IReadOnlySet<PartyUnitId>> AlwaysAttendedAsync(CancellationToken stop) =>
        await holders.AttendedAsync(await offices.InterestedAsync(db.Interests, stop), stop);

    /// <summary>The unit right above the one that has it; nothing where nobody serves without an interest in any unit above.</summary>
    public async Task<PartyUnit?> AboveAsync(Dispatch dispatch, CancellationToken stop)
    {
        if (dispatch.Hops.MaxBy(h => h.Order) is not { } last) return null;
        var units = await db.PartyUnits.AsNoTracking().Where(u => u.CommunityId == dispatch.CommunityId || u.Level == PartyLevel.SubDistrict).ToDictionaryAsync(u => u.Id, stop);
        var attended = await AttendedAsync(dispatch, stop);
        PartyUnit? Above(PartyUnitId id) => units[id].ParentId is { } parent ? units[parent] : null;
        for (var at = Above(last.PartyUnitId); at is not null; at = Above(at.Id))
            if (attended.Contains(at.Id)) return Above(last.PartyUnitId);
        return null;
    }
}

/// <summary>Nobody serves without an interest in the unit that has it: it goes up.</summary>
[PortalOnly, Official]
public sealed record PassUpUnattended(DispatchId Id) : ICommand<Done>;

public sealed class PassUpUnattendedHandler(ForumDb db, WayUp way, Settings settings, TimeProvider time) : IRequestHandler<PassUpUnattended, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(PassUpUnattended request, CancellationToken stop)
    {
        var dispatch = await db.Dispatches.SingleAsync(d => d.Id == request.Id, stop);
        if (dispatch.Hops.Count == 0 || (await way.AttendedAsync(dispatch, stop)).Contains(dispatch.Hops[^1].PartyUnitId)) return Refusal.Conflict("dispatch.attended");
        if (await way.AboveAsync(dispatch, stop) is not { } above) return Refusal.Conflict("dispatch.nobody-above");
        return dispatch.PassUpUnattended(above, await settings.GetAsync(dispatch.CommunityId, "dispatch.rules", DispatchRules.Usual, stop), time.GetUtcNow());
    }
}

/// <summary>Dispatches that lie where nobody serves without an interest, while somebody does above.</summary>
public sealed class UnattendedDispatches(ForumDb db, WayUp way) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop)
    {
        var attended = await way.AlwaysAttendedAsync(stop);
        var open = await db.Dispatches.AsNoTracking().IgnoreAutoIncludes().Include(d => d.Hops).Where(d => d.SentAt != null && d.Reply == null).ToListAsync(stop);
        List<DueCommand> due = [];
        bool Lies(Dispatch d, IReadOnlySet<PartyUnitId> where) => !where.Contains(d.Hops.MaxBy(h => h.Order)!.PartyUnitId);
        foreach (var dispatch in open.Where(d => Lies(d, attended)))
            if (Lies(dispatch, await way.AttendedAsync(dispatch, stop)) && await way.AboveAsync(dispatch, stop) is not null) due.Add(new(dispatch.CommunityId, new PassUpUnattended(dispatch.Id)));
        return due;
    }
}
