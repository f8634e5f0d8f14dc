using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Queue;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>The disputes that wait for whoever keeps the register.</summary>
[Requires(Right.KeepRegister)]
public sealed record ListDisputes : IQuery<Listing<DisputeRow>>;

/// <summary>A disputed joining: as whom, where, under which name, and what is said against it.</summary>
public sealed record DisputeRow(JoiningId Id, string VerifiedName, string Home, string DisplayName, DateTimeOffset JoinedAt, string DisputedBy, DateTimeOffset At, string Reason, bool Mine);

public sealed class ListDisputesHandler(ForumDb db, Desk desk) : IRequestHandler<ListDisputes, Outcome<Listing<DisputeRow>>>
{
    public async Task<Outcome<Listing<DisputeRow>>> Handle(ListDisputes request, CancellationToken stop)
    {
        var (scopes, me) = (desk.Caller.Scopes(Right.KeepRegister), desk.Caller.AccountId);
        var rows = await (
            from j in db.Joinings.AsNoTracking().IgnoreAutoIncludes()
            from d in j.Disputes
            join p in db.Places on j.HomeId equals p.Id
            join person in db.People on j.PersonId equals person.Id
            where d.Settling == null && scopes.Any(s => p.Path.StartsWith(s))
            orderby d.At
            select new { j.Id, j.AccountId, person.VerifiedName, p.Name, JoinedAt = j.At, d.By, d.At, d.Reason }).ToListAsync(stop);
        var names = await db.NamesOfAsync(rows.SelectMany(r => new[] { r.AccountId, r.By }), stop);
        return new Listing<DisputeRow>([.. rows.Select(r => new DisputeRow(r.Id, r.VerifiedName, r.Name, names[r.AccountId], r.JoinedAt, names[r.By], r.At, r.Reason, r.AccountId == me || r.By == me))], null);
    }
}

/// <summary>A dispute waits in the queues of those who keep the register, but for its two sides.</summary>
public sealed class DisputeQueue(ISender sender) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop) =>
        !caller.Has(Right.KeepRegister) ? []
            : [.. (await sender.Send(new ListDisputes(), stop)).Value.Items.Where(d => !d.Mine).Select(d => new QueueItem("joining.disputed", d.Id.ToString(), "", d.Home, d.At, null, "/register/disputes"))];
}
