using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>The body that gets a milestone is told; everybody who took part, when one is done, put off or late, and when all is and can be evaluated.</summary>
public sealed class ExecutionNews(ForumDb db, Holders holders, IEnumerable<ITookPart> parts) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        MilestonePlanned e => Make("news.milestone-planned", await AboutAsync(e.Decision, stop), e.Title, await holders.OfAsync(e.Owner, stop)),
        MilestoneReported { Finished: true } e => await PartAsync("news.milestone-done", e.Decision, await TitleAsync(e.Milestone, stop), stop),
        MilestoneReported { Delayed: true } e => await PartAsync("news.milestone-delayed", e.Decision, await TitleAsync(e.Milestone, stop), stop),
        MilestoneLate e => await PartAsync("news.milestone-late", e.Decision, await TitleAsync(e.Milestone, stop), stop),
        ExecutionCompleted e => await AskAsync(e.Decision, stop),
        _ => null,
    };

    private Task<string> TitleAsync(MilestoneId id, CancellationToken stop) => db.Set<Milestone>().Where(m => m.Id == id).Select(m => m.Title).SingleAsync(stop);

    private Task<Decision> AboutAsync(DecisionId id, CancellationToken stop) => db.Decisions.AsNoTracking().SingleAsync(d => d.Id == id, stop);

    private async Task<News> PartAsync(string text, DecisionId id, string word, CancellationToken stop)
    {
        var about = await AboutAsync(id, stop);
        var topics = about.Topics();
        return Make(text, about, word, await parts.WhoAsync(topics, stop)) with { PassOn = await parts.SpokeAsync(topics, stop) };
    }

    // Those who did it, and those whose answer nobody can enter, are told by the other line.
    private async Task<News> AskAsync(DecisionId id, CancellationToken stop)
    {
        var (told, did) = (await PartAsync("news.carried-out", id, "", stop), await db.DoersAsync(id, stop));
        return told with { Whom = [.. told.Whom.Where(w => !did.Contains(w))], PassOn = [], Href = $"{told.Href}#evaluation" };
    }

    internal static News Make(string text, Decision about, string word, IReadOnlyCollection<AccountId> whom) =>
        new(text, new Dictionary<string, string> { ["title"] = about.Title, ["word"] = word }, $"/{about.Topic}", whom, Matter: about.Matter);
}

/// <summary>The body that has a milestone is told that its day is over, before all others are.</summary>
public sealed class LateNews(ForumDb db, Holders holders) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop)
    {
        if (happened is not MilestoneLate { Decision: var id } e) return null;
        var about = await db.Decisions.AsNoTracking().SingleAsync(d => d.Id == id, stop);
        var title = await db.Set<Milestone>().Where(m => m.Id == e.Milestone).Select(m => m.Title).SingleAsync(stop);
        return ExecutionNews.Make("news.milestone-overdue", about, title, await holders.OfAsync(e.Owner, stop)) with { Href = $"/{about.Topic}#m-{e.Milestone}" };
    }
}

internal static class DecisionParts
{
    /// <summary>In what people took part of which a decision came.</summary>
    public static string[] Topics(this Decision about) => [.. new[] { about.Matter, about.PollId is { } poll ? $"polls/{poll}" : null }.OfType<string>()];
}

/// <summary>That all is done is told, without a question, to those who took part and decided or did it themselves, and to those without an account.</summary>
public sealed class DoneNews(ForumDb db, IEnumerable<ITookPart> parts) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop)
    {
        if (happened is not ExecutionCompleted { Decision: var id }) return null;
        var about = await db.Decisions.AsNoTracking().SingleAsync(d => d.Id == id, stop);
        var topics = about.Topics();
        var did = await db.DoersAsync(id, stop);
        return new("news.all-done", new Dictionary<string, string> { ["title"] = about.Title }, $"/{about.Topic}", [.. (await parts.WhoAsync(topics, stop)).Where(did.Contains)], Matter: about.Matter) { PassOn = await parts.SpokeAsync(topics, stop) };
    }
}
