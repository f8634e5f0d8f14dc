using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>The author hears at each turn what becomes of a hidden comment, and whose duty the next step is.</summary>
public sealed class ModerationNews(ForumDb db, Holders holders) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        CommentReported e when await db.Reports.CountAsync(r => r.CommentId == e.Comment && r.Answer == null, stop) == 1 => await DutyAsync("news.reported", e.Proposal, $"/moderation/comments/{e.Comment}", Right.Moderate, stop),
        CommentHidden e => await AuthorAsync("news.comment-hidden", e.Proposal, e.Comment, e.Reason, stop),
        HidingAppealed e => await DutyAsync("news.hiding-appealed", e.Proposal, Page(e.Proposal, e.Comment), Right.HearAppeal, stop),
        HidingAppealAnswered e => await AuthorAsync(e.ShowsAgain ? "news.hiding-lifted" : "news.hiding-stays", e.Proposal, e.Comment, e.Reason, stop),
        _ => null,
    };

    private async Task<News?> AuthorAsync(string text, ProposalId proposal, CommentId comment, string reason, CancellationToken stop)
    {
        List<AccountId> whom = await db.Comments.Where(c => c.Id == comment).Select(c => c.By.AccountId).ToListAsync(stop);
        return new(text, await db.FactsAsync(proposal, reason, stop), Page(proposal, comment), whom);
    }

    private async Task<News?> DutyAsync(string text, ProposalId id, string page, Right right, CancellationToken stop)
    {
        var path = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Join(db.Places, p => p.PlaceId, place => place.Id, (_, place) => place.Path).SingleAsync(stop);
        return new(text, await db.FactsAsync(id, "", stop), page, await holders.OfAsync(right, path, stop));
    }

    private static string Page(ProposalId proposal, CommentId comment) => $"/proposals/{proposal}/comments/{comment}/hiding";
}

/// <summary>Whoever reported a comment hears what came of it.</summary>
public sealed class ReporterNews(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        CommentHidden e => await ToldAsync("news.report-hidden", e.Proposal, e.Comment, e.Reason, "/hiding", true, stop),
        CommentKept e => await ToldAsync("news.report-kept", e.Proposal, e.Comment, e.Reason, $"#c-{e.Comment}", false, stop),
        _ => null,
    };

    private async Task<News?> ToldAsync(string text, ProposalId proposal, CommentId comment, string reason, string part, bool hides, CancellationToken stop)
    {
        var answered = await db.Reports.AsNoTracking().Where(r => r.CommentId == comment && r.Answer != null).ToListAsync(stop);
        var last = answered.Where(r => r.Answer!.Hides == hides).Select(r => (DateTimeOffset?)r.Answer!.At).Max();
        return new(text, await db.FactsAsync(proposal, reason, stop), $"/proposals/{proposal}/comments/{comment}{part}", [.. answered.Where(r => r.Answer!.Hides == hides && r.Answer.At == last).Select(r => r.By)]);
    }
}

internal static class ModerationFacts
{
    public static async Task<Dictionary<string, string>> FactsAsync(this ForumDb db, ProposalId proposal, string reason, CancellationToken stop) =>
        new() { ["title"] = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.Title).SingleAsync(stop), ["reason"] = reason };
}
