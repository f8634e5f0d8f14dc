using Forum.Council.Amendments;
using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Summaries;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Evaluations;
using Forum.Foundation.Storage;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>What waits for those who keep order: by their office, or because all whose office it is have a part in it themselves.</summary>
public sealed class OpenModeration(ForumDb db, Offices offices)
{
    private const int Most = 200;

    /// <summary>Reports without an answer that the caller deals with, the longest waiting first; none of their own words, nor of what is said of their own proposals.</summary>
    public async Task<IReadOnlyList<Report>> ReportsAsync(Caller caller, CancellationToken stop)
    {
        var (office, standIn) = (caller.Scopes(Right.Moderate), Offices.StandInScopes(caller, Offices.Order));
        List<Report> all = [];
        foreach (var text in office.Length == 0 ? [] : (await Reports(caller, office).OrderBy(r => r.At).Take(Most).ToListAsync(stop)).GroupBy(r => new TextRef(r.Kind, r.TextId)))
            if (await db.TextAsync(text.Key, stop) is var said && !said.IsOf(caller) && !said.IsSaidOf(caller) && await IsReadAsync(caller, text.Key, stop)) all.AddRange(text);
        if (standIn.Length == 0) return [.. all.OrderBy(r => r.At)];
        var others = await Reports(caller, standIn).OrderBy(r => r.At).Take(Most).ToListAsync(stop);
        foreach (var text in others.ExceptBy(all.Select(r => r.Id), r => r.Id).GroupBy(r => new TextRef(r.Kind, r.TextId)))
            if (await db.TextAsync(text.Key, stop) is var said && !said.IsOf(caller) && !said.IsSaidOf(caller) && await offices.ModeratesAsync(caller, said, true, stop) is not null && await IsReadAsync(caller, text.Key, stop)) all.AddRange(text);
        return [.. all.OrderBy(r => r.At)];
    }

    /// <summary>Hidings whose appeal waits and that the caller decides on, by number.</summary>
    public async Task<IReadOnlyList<HidingEntry>> AppealsAsync(Caller caller, CancellationToken stop)
    {
        var (office, standIn) = (caller.Scopes(Right.HearAppeal), Offices.StandInScopes(caller, Offices.Appeals));
        var all = office.Length == 0 ? [] : await Appeals(caller, office).OrderBy(h => h.Number).Take(Most).ToListAsync(stop);
        foreach (var said in all.Where(h => h is { Kind: TextKind.Contribution or TextKind.Objection, ProposalId: null } or { Kind: TextKind.Remark }).ToList())
            if (!await HearsAsync(caller, said, stop)) all.Remove(said);
        if (standIn.Length == 0) return all;
        var others = await Appeals(caller, standIn).OrderBy(h => h.Number).Take(Most).ToListAsync(stop);
        foreach (var hiding in others.ExceptBy(all.Select(h => h.Id), h => h.Id))
            if (await HearsAsync(caller, hiding, stop)) all.Add(hiding);
        return [.. all.OrderBy(h => h.Number, StringComparer.Ordinal)];
    }

    private async Task<bool> HearsAsync(Caller caller, HidingEntry hiding, CancellationToken stop)
    {
        var text = await db.TextAsync(new(hiding.Kind, hiding.TextId), stop);
        return await db.RecusedAsync(text.About, caller, stop) is null && !text.IsSaidOf(caller) && await IsReadAsync(caller, text.Said.Text, stop)
            && await offices.HearsAsync(caller, text, hiding, await db.HidingAppeals.AsNoTracking().SingleAsync(a => a.HidingId == hiding.Id, stop), stop) is not null;
    }

    // What was added to an evaluation waits as long as what was evaluated is hidden.
    private async Task<bool> IsReadAsync(Caller caller, TextRef text, CancellationToken stop) => text.Kind != TextKind.Remark || await Remarks.PlaceAsync(db, caller, new(text.Id), stop) is not null;

    // Reports without an answer, of texts that are shown.
    private IQueryable<Report> Reports(Caller caller, string[] scopes)
    {
        var proposals = db.Proposals.IgnoreAutoIncludes().Shown();
        var comments = db.Comments.Shown().Where(c => proposals.Any(p => p.Id == c.ProposalId));
        var contributions = db.Contributions.IgnoreAutoIncludes().Shown();
        var concerns = db.Concerns.IgnoreAutoIncludes().VisibleTo(caller, db);
        var amendments = db.Amendments.IgnoreAutoIncludes().Shown().Where(a => proposals.Any(p => p.Id == a.ProposalId));
        var summaries = db.Summaries.Shown().Where(s => proposals.Any(p => p.Id == s.ProposalId));
        var disputes = db.SummaryDisputes.Shown(db.Summaries).Where(d => proposals.Any(p => p.Id == d.ProposalId));
        var objections = db.Objections.Where(o => o.Hidden == null);
        var remarks = db.Evaluations.Where(e => e.RemarkId != null && e.Hidden == null);
        return db.Reports.AsNoTracking().Where(r => r.Answer == null && db.Places.Any(p => p.Id == r.PlaceId && scopes.Any(s => p.Path.StartsWith(s)))
            && ((r.Kind == TextKind.Comment && comments.Any(c => (Guid)(object)c.Id == r.TextId)) || (r.Kind == TextKind.Proposal && proposals.Any(p => (Guid)(object)p.Id == r.TextId)) || (r.Kind == TextKind.Contribution && contributions.Any(c => (Guid)(object)c.Id == r.TextId))
                || (r.Kind == TextKind.Concern && concerns.Any(c => (Guid)(object)c.Id == r.TextId)) || (r.Kind == TextKind.Amendment && amendments.Any(a => (Guid)(object)a.Id == r.TextId)) || (r.Kind == TextKind.Summary && summaries.Any(s => (Guid)(object)s.Id == r.TextId)) || (r.Kind == TextKind.Dispute && disputes.Any(d => (Guid)(object)d.Id == r.TextId))
                || (r.Kind == TextKind.Objection && objections.Any(o => (Guid)(object)o.Id == r.TextId)) || (r.Kind == TextKind.Remark && remarks.Any(e => (Guid)(object)e.RemarkId!.Value == r.TextId))));
    }

    // Hidings by others whose appeal waits, in matters in which the caller has no interest and that they do not write. What was said of a hidden proposal waits for that.
    private IQueryable<HidingEntry> Appeals(Caller caller, string[] scopes)
    {
        var me = caller.AccountId!.Value;
        var interests = db.Interests.OfCaller(caller);
        var barred = db.Proposals.IgnoreAutoIncludes().With(interests, db);
        var own = db.Proposals.IgnoreAutoIncludes().WrittenBy(me, db);
        var involved = db.Concerns.IgnoreAutoIncludes().With(interests, db);
        var under = db.SummaryDisputes.Where(d => db.Summaries.Shown().Any(s => s.ProposalId == d.ProposalId && s.Number == d.SummaryNumber));
        return db.Hidings.AsNoTracking().Where(h => h.By.AccountId != me && db.HidingAppeals.Any(a => a.HidingId == h.Id && a.Answer == null && a.By != me)
            && (h.ProposalId == null || (!barred.Any(p => p.Id == h.ProposalId) && !own.Any(p => p.Id == h.ProposalId))) && (h.Kind != TextKind.Concern || !involved.Any(c => (Guid)(object)c.Id == h.TextId))
            && (h.Kind != TextKind.Dispute || under.Any(d => (Guid)(object)d.Id == h.TextId))
            && db.Places.Any(p => p.Id == h.PlaceId && scopes.Any(s => p.Path.StartsWith(s)))
            && (h.ProposalId == null || h.Kind == TextKind.Proposal || h.Kind == TextKind.Contribution || h.Kind == TextKind.Remark || db.Proposals.IgnoreAutoIncludes().Any(p => p.Id == h.ProposalId && p.Hidden == null)));
    }
}
