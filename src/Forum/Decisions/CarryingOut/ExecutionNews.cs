using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>The body that gets a milestone is told; everybody who took part, when one is done or late, and when all is and can be evaluated.</summary>
public sealed class ExecutionNews(ForumDb db, Holders holders, IEnumerable<ITookPart> parts) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        MilestonePlanned e => await MakeAsync("news.milestone-planned", e.Decision, e.Title, await holders.OfAsync(e.Owner, stop), stop),
        MilestoneReported { Finished: true } e => await PartAsync("news.milestone-done", e.Decision, await TitleAsync(e.Milestone, stop), stop),
        MilestoneReported { Delayed: true } e => await PartAsync("news.milestone-delayed", e.Decision, await TitleAsync(e.Milestone, stop), stop),
        ExecutionCompleted e => await PartAsync("news.carried-out", e.Decision, "", stop),
        _ => null,
    };

    private Task<string> TitleAsync(MilestoneId id, CancellationToken stop) => db.Set<Milestone>().Where(m => m.Id == id).Select(m => m.Title).SingleAsync(stop);

    private async Task<News?> PartAsync(string text, DecisionId id, string word, CancellationToken stop)
    {
        var of = await db.Decisions.Where(d => d.Id == id).Select(d => new { d.Matter, d.PollId }).SingleAsync(stop);
        string[] topics = [.. of.Matter is { } matter ? [matter] : Array.Empty<string>(), .. of.PollId is { } poll ? [$"polls/{poll}"] : Array.Empty<string>()];
        return await MakeAsync(text, id, word, await parts.WhoAsync(topics, stop), stop);
    }

    private async Task<News?> MakeAsync(string text, DecisionId id, string word, IReadOnlyCollection<AccountId> whom, CancellationToken stop)
    {
        var of = await db.Decisions.Where(d => d.Id == id).Select(d => new { d.Matter, d.Title }).SingleAsync(stop);
        return new(text, new Dictionary<string, string> { ["title"] = of.Title, ["word"] = word }, $"/decisions/{id}", whom, Matter: of.Matter);
    }
}
