using Forum.Council.Moderation;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Organisation;
using Forum.Queue;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Dispatches;

/// <summary>One dispatch with its way through the levels, and what the caller may do.</summary>
[Anyone("narrowed by the visibility of dispatches")]
public sealed record GetDispatch(DispatchId Id) : IQuery<DispatchView>;

public sealed record HopView(PartyUnitId UnitId, PartyLevel Level, string Unit, int Days, DateTimeOffset ArrivedAt, DateTimeOffset? AcknowledgedAt, DateTimeOffset? LeftAt, string? By, string? Remark, bool Late, bool Unattended);

public sealed record PartView(int Order, string Sha256, string? Previous, DateTimeOffset At, int Bytes);

public sealed record DispatchActions(bool Acknowledge, bool PassUp, bool Reply)
{
    public bool Any => Acknowledge || PassUp || Reply;

    /// <summary>Whether it is with the caller's unit but they have an interest in its matter.</summary>
    public bool Recused { get; init; }
}

public sealed record DispatchView(
    DispatchId Id, string Number, string Title, PollId PollId, string? Matter, DateTimeOffset QueuedAt, DateTimeOffset LeavesBy, DateTimeOffset? SentAt, DateTimeOffset? Due, bool Late,
    IReadOnlyList<HopView> Chain, string? Sha256, IReadOnlyList<PartView> Parts, Reply? Reply, bool Overdue, DispatchActions May, long Version);

public sealed class GetDispatchHandler(ForumDb db, Desk desk, Forum.Foundation.Texts.Moment moment) : IRequestHandler<GetDispatch, Outcome<DispatchView>>
{
    public async Task<Outcome<DispatchView>> Handle(GetDispatch request, CancellationToken stop)
    {
        var version = await db.VersionAsync($"dispatches/{request.Id}", stop);
        if (await db.Dispatches.AsNoTracking().AsSplitQuery().VisibleTo(desk.Caller, db).SingleOrDefaultAsync(d => d.Id == request.Id, stop) is not { } d) return Refusal.NotFound;
        var hops = d.Hops.OrderBy(h => h.Order).ToList();
        var mine = d.Reply is null && hops.Count > 0 && desk.Caller.PartyUnits.Contains(hops[^1].PartyUnitId);
        var recused = mine && await DispatchDesk.RecusedAsync(db, d, desk.Caller, stop) is not null;
        mine &= !recused;
        var acknowledged = hops.Count > 0 && hops[^1].AcknowledgedAt is not null;
        return new DispatchView(
            d.Id, d.Number, d.Title, d.PollId, d.Matter, d.QueuedAt, d.LeavesBy, d.SentAt, d.Due, d.MarkedLate,
            [.. hops.Select(h => new HopView(h.PartyUnitId, h.Level, h.Unit, h.Days, h.ArrivedAt, h.AcknowledgedAt, h.LeftAt, h.By, h.Remark, h.Late, h.Unattended))],
            d.Parts.OrderBy(p => p.Order).Select(p => p.Sha256).FirstOrDefault(),
            [.. d.Parts.OrderBy(p => p.Order).Select(p => new PartView(p.Order, p.Sha256, p.Previous, p.At, System.Text.Encoding.UTF8.GetByteCount(p.Json)))],
            d.Reply, d.Reply?.DueOn < moment.Today, new(mine && !acknowledged, mine && acknowledged && hops[^1].Level > PartyLevel.SubDistrict, mine && acknowledged) { Recused = recused }, version);
    }
}

/// <summary>The sealed bytes of a part, for downloading and hashing.</summary>
[Anyone("narrowed by the visibility of dispatches")]
public sealed record GetReport(DispatchId Id, int Part) : IQuery<string>;

public sealed class GetReportHandler(ForumDb db, Desk desk) : IRequestHandler<GetReport, Outcome<string>>
{
    public async Task<Outcome<string>> Handle(GetReport request, CancellationToken stop) =>
        await db.Dispatches.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db).Where(d => d.Id == request.Id).SelectMany(d => d.Parts).Where(p => p.Order == request.Part).Select(p => p.Json).SingleOrDefaultAsync(stop) is { } json
            ? json : Refusal.NotFound;
}

/// <summary>The dispatches of the caller's community, newest first; only those of a matter or poll where asked.</summary>
[Anyone("narrowed by the visibility of dispatches")]
public sealed record ListDispatches(string? Before = null, string? Matter = null) : IQuery<Listing<DispatchRow>>, IAlike;

public sealed record DispatchRow(DispatchId Id, string Number, string Title, PollId PollId, DateTimeOffset? SentAt, string? With, DateTimeOffset? Due, bool Late, ReplyStance? Stance, string? Reason, DateOnly? DueOn);

public sealed class ListDispatchesHandler(ForumDb db, Desk desk) : IRequestHandler<ListDispatches, Outcome<Listing<DispatchRow>>>
{
    private const int Take = 30;

    public async Task<Outcome<Listing<DispatchRow>>> Handle(ListDispatches request, CancellationToken stop)
    {
        var all = db.Dispatches.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db);
        if (request.Matter is { } matter) all = all.Where(d => d.Matter == matter);
        if (request.Before is { Length: > 0 and < 20 } before) all = all.Where(d => string.Compare(d.Number, before) < 0);
        var rows = await all.OrderByDescending(d => d.Number).Take(Take + 1)
            .Select(d => new DispatchRow(d.Id, d.Number, d.Title, d.PollId, d.SentAt, d.Hops.OrderByDescending(h => h.Order).Select(h => h.Unit).FirstOrDefault(), d.Due, d.MarkedLate,
                d.Reply == null ? null : d.Reply.Stance, d.Reply == null ? null : d.Reply.Reason, d.Reply == null ? null : d.Reply.DueOn)).ToListAsync(stop);
        return new Listing<DispatchRow>([.. rows.Take(Take)], rows.Count > Take ? rows[Take - 1].Number : null);
    }
}

/// <summary>Dispatches that the caller's Party unit has now, in matters in which the caller has no interest.</summary>
public sealed class DispatchQueue(ForumDb db) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        var units = caller.PartyUnits;
        if (units.Length == 0) return [];
        var rows = await db.Dispatches.AsNoTracking().IgnoreAutoIncludes()
            .Where(d => d.SentAt != null && d.Reply == null)
            .Select(d => new { d.Id, d.PollId, d.Number, d.Title, d.Due, Last = d.Hops.OrderByDescending(h => h.Order).Select(h => new { h.PartyUnitId, h.ArrivedAt, h.AcknowledgedAt }).First() }).ToListAsync(stop);
        rows = [.. rows.Where(r => units.Contains(r.Last.PartyUnitId))];
        if (await db.Interests.OfCaller(caller).AnyAsync(stop))
            foreach (var row in rows.ToList())
                if (await db.RecusedFromPollAsync(row.PollId, caller, stop) is not null) rows.Remove(row);
        return [.. rows.Select(r =>
            new QueueItem(r.Last.AcknowledgedAt is null ? "dispatch.acknowledge" : "dispatch.answer", r.Id.ToString(), r.Number, r.Title, r.Last.ArrivedAt, r.Due, $"/dispatches/{r.Id}"))];
    }
}
