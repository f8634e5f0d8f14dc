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
        ProposalStepped { Change: StepChange.Extended } e => await AllAsync("news.step-extended", e.Proposal, stop),
        // That it is shown again is told with the reason, where that is known.
        ProposalStepped { Change: StepChange.GivenBack } => null,
        // Where somebody appealed, the answer to that tells it.
        ProposalStepped { Change: StepChange.Entered, Step: ProposalStep.Deliberation } e when await db.Proposals.IgnoreAutoIncludes().AnyAsync(p => p.Id == e.Proposal && p.Refused != null, stop) => null,
        ProposalStepped { Short: true } e => await AllAsync("news.step-short", e.Proposal, stop),
        ProposalStepped { Step: not ProposalStep.Collecting } e => await AllAsync($"news.step-{e.Step}", e.Proposal, stop),
        AdmissionRefused e => await AllAsync("news.admission-refused", e.Proposal, stop),
        AdmissionAppealed e => await AllAsync("news.appealed", e.Proposal, stop),
        AppealAnswered e => await WithWhoRefusedAsync(await AllAsync(e.Admits ? "news.appeal-admitted" : "news.appeal-upheld", e.Proposal, stop), e.Proposal, stop),
        ProposalEnded { Kind: EndingKind.Lapsed } e => await AllAsync("news.proposal-lapsed", e.Proposal, stop),
        ProposalEnded { Kind: EndingKind.Withdrawn } e => await AllAsync(await db.Proposals.IgnoreAutoIncludes().AnyAsync(p => p.Id == e.Proposal && p.Ending!.As != null, stop) ? "news.proposal-withdrawn-for" : "news.proposal-withdrawn", e.Proposal, stop),
        // Where somebody appealed, the answer to that was told.
        ProposalEnded { Kind: EndingKind.Refused } e when await db.Proposals.IgnoreAutoIncludes().AnyAsync(p => p.Id == e.Proposal && p.Refused!.Appeal == null, stop) => await AllAsync("news.refusal-final", e.Proposal, stop),
        _ => null,
    };

    private async Task<News> WithWhoRefusedAsync(News told, ProposalId id, CancellationToken stop) =>
        told with { Whom = [.. told.Whom.Append(await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Refused!.By).SingleAsync(stop)).Distinct()] };

    private async Task<News> AllAsync(string text, ProposalId id, CancellationToken stop)
    {
        string[] topic = [$"proposals/{id}"];
        var title = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Title).SingleAsync(stop);
        return new(text, new Dictionary<string, string> { ["title"] = title }, $"/proposals/{id}", await parts.WhoAsync(topic, stop)) { PassOn = await parts.SpokeAsync(topic, stop) };
    }
}

/// <summary>What a proposal's step asks of an office is told to those who hold it, or stand in for them.</summary>
public sealed class HallDuties(ForumDb db, Offices offices) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        ProposalStepped { Change: StepChange.Entered, Step: ProposalStep.Admission } e => await OfAsync(e.Short ? "news.admission-due-short" : "news.admission-due", e.Proposal, Right.ConveneHall, "/admission", stop),
        ProposalStepped { Change: StepChange.Entered, Step: ProposalStep.Final } e => await OfAsync("news.poll-due", e.Proposal, Right.ConveneHall, "", stop),
        AdmissionAppealed e => await OfAsync("news.appeal-due", e.Proposal, Right.HearAppeal, "/appeal", stop),
        _ => null,
    };

    private async Task<News?> OfAsync(string text, ProposalId id, Right right, string page, CancellationToken stop)
    {
        // Admission, and the appeal against it, are for whoever does not write it; holding its poll is for them too.
        var writers = page == "" ? null : await db.WritersAsync(id, stop);
        var of = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new { p.Title, place.Path }).SingleAsync(stop);
        return new(text, new Dictionary<string, string> { ["title"] = of.Title }, $"/proposals/{id}{page}", await offices.AskedAsync(right, of.Path, id, stop, writers));
    }
}
