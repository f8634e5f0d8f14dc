using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Comments with reports that wait for a moderator, the longest waiting first. Who reported is not told.</summary>
/// <param name="Comment">Only this one; all where none is named.</param>
[Requires(Right.Moderate)]
public sealed record ListReported(CommentId? Comment = null) : IQuery<Listing<ReportedView>>;

/// <param name="Recused">Whether the caller has an interest in the matter.</param>
public sealed record ReportedView(CommentId CommentId, ProposalId ProposalId, string Proposal, int Seq, Stance Stance, string Html, Byline By, DateTimeOffset At, bool Recused, IReadOnlyList<ReportView> Reports);

public sealed record ReportView(HouseRule Rule, string? Remark, DateTimeOffset At);

public sealed class ListReportedHandler(ForumDb db, Desk desk) : IRequestHandler<ListReported, Outcome<Listing<ReportedView>>>
{
    public async Task<Outcome<Listing<ReportedView>>> Handle(ListReported request, CancellationToken stop)
    {
        var reports = await db.OpenReports(desk.Caller.Scopes(Right.Moderate)).Where(r => request.Comment == null || r.CommentId == request.Comment).OrderBy(r => r.At).Take(200).ToListAsync(stop);
        var (ids, matters) = (reports.Select(r => r.CommentId).Distinct().ToList(), reports.Select(r => r.ProposalId).Distinct().ToList());
        var comments = await db.Comments.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, stop);
        var titles = await db.Proposals.IgnoreAutoIncludes().Where(p => matters.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Title, stop);
        var recused = (await db.Interests.Where(i => matters.Contains(i.ProposalId)).OfCaller(desk.Caller).Select(i => i.ProposalId).ToListAsync(stop)).ToHashSet();
        return new Listing<ReportedView>([.. reports.GroupBy(r => r.CommentId).Select(g => comments[g.Key] is var c ? new ReportedView(
            c.Id, c.ProposalId, titles[c.ProposalId], c.Seq, c.Stance, c.Body.Html, c.By, c.At, recused.Contains(c.ProposalId), [.. g.Select(r => new ReportView(r.Rule, r.Remark, r.At))]) : null!)], null);
    }
}

/// <summary>Appeals that wait for whoever hears them: not for who hid the comment, nor for its author.</summary>
[Requires(Right.HearAppeal)]
public sealed record ListHidingAppeals : IQuery<Listing<HidingLine>>;

public sealed class ListHidingAppealsHandler(ForumDb db, Desk desk) : IRequestHandler<ListHidingAppeals, Outcome<Listing<HidingLine>>>
{
    public async Task<Outcome<Listing<HidingLine>>> Handle(ListHidingAppeals request, CancellationToken stop) =>
        new Listing<HidingLine>(await db.OpenAppeals(desk.Caller).OrderBy(h => h.Number).Take(200).LinesAsync(db, stop), null);
}

public static class OpenModeration
{
    /// <summary>Reports without an answer, of comments that are shown, within places.</summary>
    public static IQueryable<Report> OpenReports(this ForumDb db, string[] scopes)
    {
        var (shown, matters) = (db.Comments.Shown(), db.Proposals.IgnoreAutoIncludes().Within(db, scopes));
        return db.Reports.AsNoTracking().Where(r => r.Answer == null && shown.Any(c => c.Id == r.CommentId) && matters.Any(p => p.Id == r.ProposalId));
    }

    /// <summary>Hidings whose appeal waits and that the caller may decide on.</summary>
    public static IQueryable<HidingEntry> OpenAppeals(this ForumDb db, Caller caller)
    {
        var me = caller.AccountId!.Value;
        var (interests, matters) = (db.Interests.OfCaller(caller), db.Proposals.IgnoreAutoIncludes().Within(db, caller.Scopes(Right.HearAppeal)));
        return db.Hidings.AsNoTracking().Where(h => h.By.AccountId != me && db.HidingAppeals.Any(a => a.HidingId == h.Id && a.Answer == null && a.By != me)
            && !interests.Any(i => i.ProposalId == h.ProposalId) && matters.Any(p => p.Id == h.ProposalId));
    }
}
