using Forum.Council.Moderation;
using Forum.Domain.Council.Summaries;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Summaries;

/// <summary>Everybody who took part hears of a summary; of what is disputed in it whoever wrote it, or where they may answer no more whoever may; of the answer whoever disputed it.</summary>
public sealed class SummaryNews(ForumDb db, Offices offices, IEnumerable<ITookPart> parts) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        SummaryWritten e => await MakeAsync("news.summary-written", e.Proposal, e.Number, await parts.WhoAsync([e.Topic], stop), stop) with { PassOn = await parts.SpokeAsync([e.Topic], stop) },
        SummaryDisputed e => await MakeAsync("news.summary-disputed", e.Proposal, e.Summary, await AnswerersAsync(e, stop), stop),
        SummaryDisputeAnswered e => await MakeAsync("news.summary-answered", e.Proposal, e.Summary,
            await db.SummaryDisputes.Where(d => d.ProposalId == e.Proposal && d.SummaryNumber == e.Summary && d.Number == e.Number).Select(d => d.AccountId).ToListAsync(stop), stop),
        _ => null,
    };

    private async Task<IReadOnlyCollection<AccountId>> AnswerersAsync(SummaryDisputed e, CancellationToken stop)
    {
        var path = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == e.Proposal).Join(db.Places, p => p.PlaceId, place => place.Id, (_, place) => place.Path).SingleAsync(stop);
        var author = await db.Summaries.Where(s => s.ProposalId == e.Proposal && s.Number == e.Summary).Select(s => s.By.AccountId).SingleAsync(stop);
        var asked = await offices.AskedAsync(Right.ConveneHall, path, e.Proposal, stop);
        return asked.Contains(author) ? [author] : asked;
    }

    private async Task<News> MakeAsync(string text, ProposalId id, int number, IReadOnlyCollection<AccountId> whom, CancellationToken stop) =>
        new(text, new Dictionary<string, string> { ["title"] = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Title).SingleAsync(stop) }, $"/proposals/{id}/summary#s-{number}", whom);
}
