using Forum.Council.Proposals;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Steps;

/// <summary>Every turn of a proposal in the hall is told, in one line, to all who took part; and what waits for somebody, to them.</summary>
public sealed class HallNews(ForumDb db, Holders holders, ProposalRoad road) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        ProposalStepped { Step: not ProposalStep.Collecting } e => await OfAsync(e, stop),
        AdmissionRefused e => await AllAsync("news.admission-refused", e.Proposal, null, stop),
        AdmissionAppealed e => await AllAsync("news.appealed", e.Proposal, Right.HearAppeal, stop),
        AppealAnswered e => await AllAsync(e.Admits ? "news.appeal-admitted" : "news.appeal-upheld", e.Proposal, null, stop),
        ProposalEnded { Kind: EndingKind.Lapsed or EndingKind.Withdrawn } e => await AllAsync(e.Kind == EndingKind.Lapsed ? "news.proposal-lapsed" : "news.proposal-withdrawn", e.Proposal, null, stop),
        MergerOffered e => await AuthorAsync("news.merger-offered", e.Into, e.From, stop),
        MergerAnswered { Agrees: false } e => await AuthorAsync("news.merger-declined", e.From, e.Into, stop),
        // Whoever supported the one that went is asked, on the page of the one that stays.
        MergerAnswered e => new("news.merger-ask", Facts(await TitleAsync(e.From, stop), await TitleAsync(e.Into, stop)), $"/proposals/{e.Into}", await road.WhoAsync($"proposals/{e.From}", stop)),
        _ => null,
    };

    private async Task<News?> OfAsync(ProposalStepped e, CancellationToken stop) =>
        await AllAsync($"news.step-{e.Step}", e.Proposal, e.Step is ProposalStep.Admission or ProposalStep.Final ? Right.ConveneHall : null, stop);

    private async Task<News?> AllAsync(string text, ProposalId id, Right? waitingFor, CancellationToken stop)
    {
        HashSet<AccountId> whom = [.. await road.WhoAsync($"proposals/{id}", stop)];
        if (waitingFor is { } right)
        {
            var path = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Join(db.Places, p => p.PlaceId, place => place.Id, (_, place) => place.Path).SingleAsync(stop);
            whom.UnionWith(await holders.OfAsync(right, path, stop));
        }
        return new(text, Facts(await TitleAsync(id, stop)), $"/proposals/{id}", whom);
    }

    private async Task<News?> AuthorAsync(string text, ProposalId of, ProposalId other, CancellationToken stop)
    {
        var author = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == of).Select(p => p.Author.AccountId).SingleAsync(stop);
        return new(text, Facts(await TitleAsync(of, stop), await TitleAsync(other, stop)), $"/proposals/{of}", [author]);
    }

    private Task<string> TitleAsync(ProposalId id, CancellationToken stop) => db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Title).SingleAsync(stop);

    private static Dictionary<string, string> Facts(string title, string other = "") => new() { ["title"] = title, ["other"] = other };
}
