using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>
/// Whose interest somebody else recorded hears of it; whoever may confirm that an interest is over, that somebody says so;
/// who said so, what came of it.
/// </summary>
public sealed class InterestNews(ForumDb db, Offices offices, Holders holders) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        InterestDeclared e => await OfAsync("news.interest-recorded", e.CommunityId, e.Interest, async (i, _) => await RecordedAsync(i, stop), stop),
        InterestEndAsked e => await OfAsync("news.interest-plea", e.CommunityId, e.Interest, async (i, path) => i.Plea is { } plea ? await offices.WhoAsync(Offices.Interests, path, i.About, a => a == plea.By, stop) : [], stop),
        InterestEndRefused e => await OfAsync("news.interest-refused", e.CommunityId, e.Interest, (_, _) => Task.FromResult<IEnumerable<AccountId>>([e.AskedBy]), stop, e.Reason),
        InterestEnded e => await OfAsync("news.interest-ended", e.CommunityId, e.Interest, (i, _) => Task.FromResult<IEnumerable<AccountId>>([i.Plea?.By ?? i.By.AccountId]), stop),
        _ => null,
    };

    // Not those who declared it themselves, for a body they act for.
    private async Task<IEnumerable<AccountId>> RecordedAsync(Interest interest, CancellationToken stop)
    {
        IReadOnlyList<AccountId> whose = interest.AccountId is { } account ? [account] : await holders.OfAsync(interest.UnitId!.Value, stop);
        return whose.Contains(interest.By.AccountId) ? [] : whose;
    }

    private async Task<News?> OfAsync(string text, PlaceId community, InterestId id, Func<Interest, string, Task<IEnumerable<AccountId>>> whom, CancellationToken stop, string? reason = null)
    {
        var interest = await db.Interests.AsNoTracking().SingleAsync(i => i.Id == id, stop);
        if (await db.StakeOfAsync(Caller.System(community), interest, stop) is not { } stake) return null;
        var (about, place, title) = stake;
        List<AccountId> all = [.. await whom(interest, place.Path)];
        return all.Count == 0 ? null : new(text, new Dictionary<string, string> { ["title"] = title, ["name"] = interest.Name, ["reason"] = reason ?? interest.Reason }, $"/{stake.Instead ?? about.Topic}/interests", all, stake.Instead is null ? about.Concern : null);
    }
}
