using Forum.Council.Moderation;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Steps;

/// <summary>Every turn of a proposal in the hall is told, in one line, to all who took part.</summary>
public sealed class HallNews(ForumDb db, IEnumerable<ITookPart> parts) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        ProposalStepped { Step: not ProposalStep.Collecting } e => await AllAsync($"news.step-{e.Step}", e.Proposal, stop),
        AdmissionRefused e => await AllAsync("news.admission-refused", e.Proposal, stop),
        AdmissionAppealed e => await AllAsync("news.appealed", e.Proposal, stop),
        AppealAnswered e => await AllAsync(e.Admits ? "news.appeal-admitted" : "news.appeal-upheld", e.Proposal, stop),
        ProposalEnded { Kind: EndingKind.Lapsed or EndingKind.Withdrawn } e => await AllAsync(e.Kind == EndingKind.Lapsed ? "news.proposal-lapsed" : "news.proposal-withdrawn", e.Proposal, stop),
        MergerOffered e => await AuthorAsync("news.merger-offered", e.Into, e.From, stop),
        MergerAnswered { Agrees: false } e => await AuthorAsync("news.merger-declined", e.From, e.Into, stop),
        // Whoever supported the one that went is asked, on the page of the one that stays.
        MergerAnswered e => new("news.merger-ask", Facts(await TitleAsync(e.From, stop), await TitleAsync(e.Into, stop)), $"/proposals/{e.Into}", await WhoAsync(e.From, stop)) { Other = e.From },
        _ => null,
    };

    private async Task<News?> AllAsync(string text, ProposalId id, CancellationToken stop) => new(text, Facts(await TitleAsync(id, stop)), $"/proposals/{id}", await WhoAsync(id, stop));

    private Task<HashSet<AccountId>> WhoAsync(ProposalId id, CancellationToken stop) => parts.WhoAsync([$"proposals/{id}"], stop);

    private async Task<News?> AuthorAsync(string text, ProposalId of, ProposalId other, CancellationToken stop)
    {
        var author = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == of).Select(p => p.Author.AccountId).SingleAsync(stop);
        return new(text, Facts(await TitleAsync(of, stop), await TitleAsync(other, stop)), $"/proposals/{of}", [author]) { Other = other };
    }

    private Task<string> TitleAsync(ProposalId id, CancellationToken stop) => db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Title).SingleAsync(stop);

    private static Dictionary<string, string> Facts(string title, string other = "") => new() { ["title"] = title, ["other"] = other };
}

/// <summary>What a proposal's step asks of an office is told to those who hold it, or stand in for them.</summary>
public sealed class HallDuties(ForumDb db, Offices offices) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        ProposalStepped { Step: ProposalStep.Admission } e => await OfAsync("news.admission-due", e.Proposal, Right.ConveneHall, "/admission", stop),
        ProposalStepped { Step: ProposalStep.Final } e => await OfAsync("news.poll-due", e.Proposal, Right.ConveneHall, "", stop),
        AdmissionAppealed e => await OfAsync("news.appeal-due", e.Proposal, Right.HearAppeal, "/appeal", stop),
        _ => null,
    };

    private async Task<News?> OfAsync(string text, ProposalId id, Right right, string page, CancellationToken stop)
    {
        var of = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new { p.Title, place.Path }).SingleAsync(stop);
        return new(text, new Dictionary<string, string> { ["title"] = of.Title }, $"/proposals/{id}{page}", await offices.AskedAsync(right, of.Path, id, stop));
    }
}
