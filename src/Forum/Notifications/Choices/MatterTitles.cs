using Forum.Council.Calls;
using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Offers;
using Forum.Reception;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications.Choices;

/// <summary>What matters are called, those that a caller may see.</summary>
public sealed class MatterTitles(ForumDb db)
{
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(Caller caller, IReadOnlyCollection<string> topics, CancellationToken stop)
    {
        var (proposals, concerns, polls, offers, calls) = (Ids<ProposalId>(topics, "proposals"), Ids<ConcernId>(topics, "concerns"), Ids<PollId>(topics, "polls"), Ids<OfferId>(topics, "offers"), Ids<CallId>(topics, "calls"));
        Dictionary<string, string> all = [];
        if (proposals.Count > 0) foreach (var p in await db.Proposals.AsNoTracking().IgnoreAutoIncludes().VisibleTo(caller, db).Where(p => proposals.Contains(p.Id)).Select(p => new { p.Id, p.Title }).ToListAsync(stop)) all[$"proposals/{p.Id}"] = p.Title;
        if (concerns.Count > 0) foreach (var c in await db.Concerns.AsNoTracking().IgnoreAutoIncludes().VisibleTo(caller, db).Where(c => concerns.Contains(c.Id)).Select(c => new { c.Id, c.Title }).ToListAsync(stop)) all[$"concerns/{c.Id}"] = c.Title;
        if (polls.Count > 0) foreach (var p in await db.Polls.AsNoTracking().VisibleTo(caller, db).Where(p => polls.Contains(p.Id)).Select(p => new { p.Id, p.Question }).ToListAsync(stop)) all[$"polls/{p.Id}"] = p.Question;
        if (offers.Count > 0) foreach (var o in await db.Offers.AsNoTracking().VisibleTo(caller).Where(o => offers.Contains(o.Id)).Select(o => new { o.Id, o.Title }).ToListAsync(stop)) all[$"offers/{o.Id}"] = o.Title;
        if (calls.Count > 0) foreach (var c in await db.Calls.AsNoTracking().IgnoreAutoIncludes().VisibleTo(caller, db).Where(c => calls.Contains(c.Id)).Select(c => new { c.Id, c.Title }).ToListAsync(stop)) all[$"calls/{c.Id}"] = c.Title;
        return all;
    }

    private static List<TId> Ids<TId>(IReadOnlyCollection<string> topics, string noun) where TId : struct, IId<TId> =>
        [.. topics.Where(t => t.StartsWith(noun + "/", StringComparison.Ordinal)).Select(t => Guid.TryParse(t[(noun.Length + 1)..], out var id) ? TId.From(id) : (TId?)null).OfType<TId>()];
}
