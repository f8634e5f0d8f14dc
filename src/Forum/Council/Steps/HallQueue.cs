using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Steps;

/// <summary>Proposals to admit and to bring to a poll wait for the committee, appeals for the supervision committee, offers to join for the author.</summary>
public sealed class HallQueue(ForumDb db, Offices offices) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        List<QueueItem> all = [];
        // Whoever has an interest is asked for no decision, and whoever writes it for none about its way to the poll.
        var (interests, standing) = (db.Interests.OfCaller(caller), db.Interests.Where(i => i.Ending == null));
        var own = db.Proposals.IgnoreAutoIncludes().WrittenBy(caller.AccountId, db);
        if (caller.Scopes(Right.ConveneHall) is { Length: > 0 } hall)
        {
            all.AddRange(await AtAsync(hall, "proposal.admit", "/admission", p => Admissible(p).Without(interests, db).Where(x => !own.Any(o => o.Id == x.Id)), stop));
            // The text is final, or stays open until the poll: either way nothing more falls due by itself.
            all.AddRange(await AtAsync(hall, "proposal.ready", "", p => Ready(p).Without(interests, db), stop));
        }
        if (caller.Scopes(Right.StandIn) is { Length: > 0 } beside)
        {
            all.AddRange(await StandInAsync(caller, Right.ConveneHall, await AtAsync(beside, "proposal.admit", "/admission", p => Touched(Admissible(p), standing, Right.ConveneHall), stop), stop));
            all.AddRange(await StandInAsync(caller, Right.HoldPoll, await AtAsync(beside, "proposal.ready", "", p => Ready(p).With(standing, db), stop), stop));
            all.AddRange(await StandInAsync(caller, Right.HearAppeal, await AtAsync(beside, "proposal.appeal", "/appeal", p => Touched(Appealed(p), standing, Right.HearAppeal).Where(x => x.Refused!.By != caller.AccountId), stop), stop));
        }
        if (caller.Scopes(Right.HearAppeal) is { Length: > 0 } court)
            all.AddRange(await AtAsync(court, "proposal.appeal", "/appeal", p => Appealed(p).Without(interests, db).Where(x => !own.Any(o => o.Id == x.Id)), stop));
        if (caller.AccountId is { } me) all.AddRange(await OffersAsync(me, caller, stop));
        return all;
    }

    private static IQueryable<Proposal> Admissible(IQueryable<Proposal> proposals) => proposals.Where(p => p.Step == ProposalStep.Admission && p.Refused == null);

    private static IQueryable<Proposal> Appealed(IQueryable<Proposal> proposals) => proposals.Where(p => p.Step == ProposalStep.Admission && p.Refused!.Appeal != null && p.Refused.Answer == null);

    private static IQueryable<Proposal> Ready(IQueryable<Proposal> proposals) => proposals.Where(p => p.Step >= ProposalStep.Deliberation && p.DueAt == null);

    // Where somebody of an office may have an interest, or writes it.
    private IQueryable<Proposal> Touched(IQueryable<Proposal> proposals, IQueryable<Domain.Council.Moderation.Interest> standing, Right office)
    {
        List<Role> roles = [.. Enum.GetValues<Role>().Where(r => Rights.Carries(r, office))];
        var written = db.Proposals.IgnoreAutoIncludes().WrittenBy(db.Appointments.Where(a => roles.Contains(a.Role)).Select(a => a.AccountId), db);
        var with = db.Proposals.IgnoreAutoIncludes().With(standing, db);
        return proposals.Where(p => written.Any(w => w.Id == p.Id) || with.Any(w => w.Id == p.Id));
    }

    // What nobody may do whose office it is.
    private async Task<IEnumerable<QueueItem>> StandInAsync(Caller caller, Right office, IEnumerable<QueueItem> items, CancellationToken stop)
    {
        List<QueueItem> all = [];
        foreach (var item in items)
        {
            var id = new ProposalId(Guid.Parse(item.Id));
            var path = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Join(db.Places, p => p.PlaceId, place => place.Id, (_, place) => place.Path).SingleAsync(stop);
            var writers = office == Right.HoldPoll ? null : await db.WritersAsync(id, stop);
            if (caller.Sign(office, path) is null && (await offices.StepAsync(caller, office, null, path, id, stop, writers)).Ok) all.Add(item);
        }
        return all;
    }

    private async Task<IEnumerable<QueueItem>> AtAsync(string[] scopes, string kind, string page, Func<IQueryable<Proposal>, IQueryable<Proposal>> which, CancellationToken stop)
    {
        var rows = await which(db.Proposals.AsNoTracking().IgnoreAutoIncludes().Within(db, scopes))
            .Where(p => p.Ending == null && p.Station < MatterStation.Voted)
            .OrderBy(p => p.Number)
            .Select(p => new { p.Id, p.Number, p.Title, Stop = p.Steps.Where(s => s.Step == p.Step).Select(s => new { s.At, s.Until }).First() }).Take(100).ToListAsync(stop);
        return rows.Select(p => new QueueItem(kind, p.Id.ToString(), p.Number, p.Title, p.Stop.At, p.Stop.Until, $"/proposals/{p.Id}{page}"));
    }

    private async Task<IEnumerable<QueueItem>> OffersAsync(AccountId me, Caller caller, CancellationToken stop)
    {
        // A pen that has an interest in the matter answers for nobody.
        var (person, barred) = (caller.PersonId, db.Proposals.IgnoreAutoIncludes().With(db.Interests.OfCaller(caller), db));
        var rows = await db.ProposalMergers.AsNoTracking().Where(m => m.Agreed == null && m.Ending == null)
            .Join(db.Proposals.IgnoreAutoIncludes().Shown().Where(p => p.Ending == null && (p.From == null ? p.Author.AccountId == me : p.From.PersonId == person || (p.Author.AccountId == me && !barred.Any(b => b.Id == p.Id)))), m => m.Into, p => p.Id, (m, p) => new { m.Id, m.At, Into = p.Id, p.Number, p.Title }).ToListAsync(stop);
        return rows.Select(r => new QueueItem("merger.answer", r.Id.ToString(), r.Number, r.Title, r.At, null, $"/proposals/{r.Into}"));
    }
}
