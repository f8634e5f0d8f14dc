using Forum.Council.Amendments;
using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Summaries;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Reception;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Texts with reports that wait for a moderator, the longest waiting first. Who reported is not told.</summary>
[Requires(Right.Moderate)]
public sealed record ListReported : IQuery<Listing<ReportedView>>;

/// <param name="Recused">Whether the caller has an interest in the matter.</param>
public sealed record ReportedView(TextName What, string Html, Byline By, DateTimeOffset At, bool Recused, IReadOnlyList<ReportView> Reports);

public sealed record ReportView(HouseRule Rule, string? Remark, DateTimeOffset At);

public sealed class ListReportedHandler(ForumDb db, Desk desk) : IRequestHandler<ListReported, Outcome<Listing<ReportedView>>>
{
    public async Task<Outcome<Listing<ReportedView>>> Handle(ListReported request, CancellationToken stop)
    {
        var reports = await db.OpenReports(desk.Caller).OrderBy(r => r.At).Take(200).ToListAsync(stop);
        var names = await db.NamesAsync([.. reports.Select(r => new TextRef(r.Kind, r.TextId))], stop);
        List<ReportedView> all = [];
        foreach (var group in reports.GroupBy(r => new TextRef(r.Kind, r.TextId))) all.Add(await db.ReportedAsync(names[group.Key], group, desk.Caller, stop));
        return new Listing<ReportedView>(all, null);
    }
}

/// <summary>A text that a moderator is about to hide or keep, with the reports on it, if there are any.</summary>
[Requires(Right.Moderate)]
public sealed record GetReported(TextRef Text) : IQuery<ReportedView>;

public sealed class GetReportedHandler(ForumDb db, Desk desk) : IRequestHandler<GetReported, Outcome<ReportedView>>
{
    public async Task<Outcome<ReportedView>> Handle(GetReported request, CancellationToken stop)
    {
        if (await ModeratedTexts.PlaceAsync(db, desk.Caller, request.Text, stop) is not { } place || !desk.Caller.May(Right.Moderate, place.Path)) return Refusal.NotFound;
        if (!(await db.TextAsync(request.Text, stop)).Said.IsShown) return Refusal.NotFound;
        var reports = await db.Reports.AsNoTracking().On(request.Text).Where(r => r.Answer == null).OrderBy(r => r.At).ToListAsync(stop);
        return await db.ReportedAsync(await db.NameAsync(request.Text, stop), reports, desk.Caller, stop);
    }
}

/// <summary>Appeals that wait for whoever hears them: not for who hid the text, nor for its author.</summary>
[Requires(Right.HearAppeal)]
public sealed record ListHidingAppeals : IQuery<Listing<HidingLine>>;

public sealed class ListHidingAppealsHandler(ForumDb db, Desk desk) : IRequestHandler<ListHidingAppeals, Outcome<Listing<HidingLine>>>
{
    public async Task<Outcome<Listing<HidingLine>>> Handle(ListHidingAppeals request, CancellationToken stop) =>
        new Listing<HidingLine>(await db.OpenAppeals(desk.Caller).OrderBy(h => h.Number).Take(200).LinesAsync(db, desk.Caller, stop), null);
}

public static class OpenModeration
{
    /// <summary>Reports without an answer, of texts that are shown and that the caller moderates.</summary>
    public static IQueryable<Report> OpenReports(this ForumDb db, Caller caller)
    {
        var scopes = caller.Scopes(Right.Moderate);
        var proposals = db.Proposals.IgnoreAutoIncludes().Shown();
        var comments = db.Comments.Shown().Where(c => proposals.Any(p => p.Id == c.ProposalId));
        var contributions = db.Contributions.IgnoreAutoIncludes().Shown();
        var concerns = db.Concerns.IgnoreAutoIncludes().VisibleTo(caller, db);
        var amendments = db.Amendments.IgnoreAutoIncludes().Shown().Where(a => proposals.Any(p => p.Id == a.ProposalId));
        var summaries = db.Summaries.Shown().Where(s => proposals.Any(p => p.Id == s.ProposalId));
        return db.Reports.AsNoTracking().Where(r => r.Answer == null && db.Places.Any(p => p.Id == r.PlaceId && scopes.Any(s => p.Path.StartsWith(s)))
            && ((r.Kind == TextKind.Comment && comments.Any(c => (Guid)(object)c.Id == r.TextId)) || (r.Kind == TextKind.Proposal && proposals.Any(p => (Guid)(object)p.Id == r.TextId)) || (r.Kind == TextKind.Contribution && contributions.Any(c => (Guid)(object)c.Id == r.TextId))
                || (r.Kind == TextKind.Concern && concerns.Any(c => (Guid)(object)c.Id == r.TextId)) || (r.Kind == TextKind.Amendment && amendments.Any(a => (Guid)(object)a.Id == r.TextId)) || (r.Kind == TextKind.Summary && summaries.Any(s => (Guid)(object)s.Id == r.TextId))));
    }

    /// <summary>Hidings whose appeal waits and that the caller may decide on. What was said of a hidden proposal waits for that.</summary>
    public static IQueryable<HidingEntry> OpenAppeals(this ForumDb db, Caller caller)
    {
        var (me, scopes) = (caller.AccountId!.Value, caller.Scopes(Right.HearAppeal));
        var interests = db.Interests.OfCaller(caller);
        return db.Hidings.AsNoTracking().Where(h => h.By.AccountId != me && db.HidingAppeals.Any(a => a.HidingId == h.Id && a.Answer == null && a.By != me)
            && (h.ProposalId == null || !interests.Any(i => i.ProposalId == h.ProposalId)) && db.Places.Any(p => p.Id == h.PlaceId && scopes.Any(s => p.Path.StartsWith(s)))
            && (h.ProposalId == null || h.Kind == TextKind.Proposal || h.Kind == TextKind.Contribution || db.Proposals.IgnoreAutoIncludes().Any(p => p.Id == h.ProposalId && p.Hidden == null)));
    }

    internal static async Task<ReportedView> ReportedAsync(this ForumDb db, TextName name, IEnumerable<Report> reports, Caller caller, CancellationToken stop)
    {
        var text = await db.TextAsync(name.Text, stop);
        return new(name, text.Said.Words.Html, text.Said.Signed, text.Said.SaidAt, await db.RecusedAsync(text.Proposal, caller, stop) is not null, [.. reports.Select(r => new ReportView(r.Rule, r.Remark, r.At))]);
    }
}
