using Forum.Domain.Decisions;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Notifications.Choices;
using Forum.Organisation;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>
/// Who may vote is told that a poll opened, and that it was called off; everybody who took part, how it ended, what was decided and what the Party
/// organisation answered; whoever objected, that there is an answer; a Party unit, that a dispatch came.
/// </summary>
public sealed class ResultNews(ForumDb db, Moment moment, Holders holders, MatterTitles titles, IEnumerable<ITookPart> parts) : INewsmaker
{
    public Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        PollOpened e => OpenedAsync(e, stop),
        PollClosed e => PartAsync($"news.poll-closed", e.Poll, e.Matter, $"/polls/{e.Poll}/result", $"PollOutcome.{e.Outcome}", stop),
        PollCalledOff { Found: not null } e => CalledOffAsync(e, stop),
        PollCalledOff { Reason: Poll.MatterEnded } e => SetUpAsync(e, stop),
        DecisionPublished { Poll: { } poll } e => PartAsync(e.Decides ? "news.decided" : "news.declined", poll, e.Matter, $"/decisions/{e.Decision}", "", stop),
        DecisionPublished { Matter: { } matter } e => NamedAsync(e, matter, stop),
        DispatchAnswered e => PartAsync("news.answered", e.Poll, e.Matter, $"/dispatches/{e.Dispatch}", $"ReplyStance.{e.Stance}", stop),
        ObjectionAnswered e => ObjectorAsync(e, stop),
        DispatchMoved { Unit: { } unit, Act: "dispatch.sent" or "dispatch.passed-up" } e => UnitAsync(e, unit, stop),
        _ => Task.FromResult<News?>(null),
    };

    private async Task<News?> OpenedAsync(PollOpened e, CancellationToken stop)
    {
        return await MakeAsync("news.poll-opened", e.Poll, "", $"/polls/{e.Poll}", await OnRollAsync(e.Poll, stop), e.Matter, stop);
    }

    private Task<HashSet<AccountId>> OnRollAsync(PollId poll, CancellationToken stop) => db.AnsweringForAsync(db.RollLines.Where(l => l.PollId == poll).Select(l => l.VoterId), moment, stop);

    // Whoever was told that it opened waits for it, also who has not voted yet.
    private async Task<News?> CalledOffAsync(PollCalledOff e, CancellationToken stop)
    {
        var whom = await OnRollAsync(e.Poll, stop);
        whom.UnionWith(await WhoAsync(e.Poll, e.Matter, stop));
        return await MakeAsync("news.poll-called-off", e.Poll, "", $"/polls/{e.Poll}", whom, e.Matter ?? $"polls/{e.Poll}", stop, e.Reason, await SpokeAsync(e.Poll, e.Matter, stop));
    }

    // Whoever set it up would look for it under To do.
    private async Task<News?> SetUpAsync(PollCalledOff e, CancellationToken stop) =>
        await MakeAsync("news.poll-lapsed", e.Poll, "", $"/polls/{e.Poll}", await db.Polls.Where(p => p.Id == e.Poll).Select(p => p.SetUpBy.AccountId).ToListAsync(stop), e.Matter, stop);

    private Task<HashSet<AccountId>> WhoAsync(PollId poll, string? matter, CancellationToken stop) => parts.WhoAsync(Topics(poll, matter), stop);

    private Task<HashSet<PersonId>> SpokeAsync(PollId poll, string? matter, CancellationToken stop) => parts.SpokeAsync(Topics(poll, matter), stop);

    private static string[] Topics(PollId poll, string? matter) => matter is null ? [$"polls/{poll}"] : [$"polls/{poll}", matter];

    private async Task<News?> PartAsync(string text, PollId poll, string? matter, string href, string word, CancellationToken stop) =>
        await MakeAsync(text, poll, word, href, await WhoAsync(poll, matter, stop), matter ?? $"polls/{poll}", stop, passOn: await SpokeAsync(poll, matter, stop));

    // A decision without a poll that names its matter.
    private async Task<News?> NamedAsync(DecisionPublished e, string matter, CancellationToken stop)
    {
        if (!(await titles.OfAsync(Domain.Organisation.Caller.System(e.CommunityId), [matter], stop)).TryGetValue(matter, out var title)) return null;
        return new("news.decided", new Dictionary<string, string> { ["title"] = title, ["@word"] = "", ["reason"] = "" }, $"/decisions/{e.Decision}", await parts.WhoAsync([matter], stop), Council.Matter.Concern(matter), matter) { PassOn = await parts.SpokeAsync([matter], stop) };
    }

    private async Task<News?> ObjectorAsync(ObjectionAnswered e, CancellationToken stop) =>
        await MakeAsync("news.objection-answered", e.Poll, "", $"/polls/{e.Poll}/notice", await db.Set<Objection>().Where(o => o.Id == e.Objection).Select(o => o.By.AccountId).ToListAsync(stop), null, stop);

    private async Task<News?> UnitAsync(DispatchMoved e, PartyUnitId unit, CancellationToken stop) =>
        await MakeAsync("news.dispatch-came", e.Poll, "", $"/dispatches/{e.Dispatch}", await holders.OfAsync(unit, stop), null, stop);

    private async Task<News?> MakeAsync(string text, PollId poll, string word, string href, IReadOnlyCollection<AccountId> whom, string? matter, CancellationToken stop, string? reason = null, IReadOnlyCollection<PersonId>? passOn = null) =>
        new(text, new Dictionary<string, string> { ["title"] = await db.Polls.Where(p => p.Id == poll).Select(p => p.Question).SingleAsync(stop), ["@word"] = word, ["reason"] = reason ?? "" }, href, whom, Matter: matter) { PassOn = passOn ?? [] };
}
