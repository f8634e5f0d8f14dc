using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Whoever may confirm that an interest is over hears that somebody says so; who said so hears that it was confirmed.</summary>
public sealed class InterestNews(ForumDb db, Offices offices) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        InterestEndAsked e => await OfAsync("news.interest-plea", e.CommunityId, e.Interest, async (i, path) => await offices.WhoAsync(Offices.Interests, path, i.About, a => a == i.Plea!.By, stop), stop),
        InterestEnded e => await OfAsync("news.interest-ended", e.CommunityId, e.Interest, (i, _) => Task.FromResult<IEnumerable<AccountId>>([i.Plea?.By ?? i.By.AccountId]), stop),
        _ => null,
    };

    private async Task<News?> OfAsync(string text, PlaceId community, InterestId id, Func<Interest, string, Task<IEnumerable<AccountId>>> whom, CancellationToken stop)
    {
        var interest = await db.Interests.AsNoTracking().SingleAsync(i => i.Id == id, stop);
        return await db.StakeAsync(Caller.System(community), interest.About, stop) is var (about, place, title)
            ? new(text, new Dictionary<string, string> { ["title"] = title, ["name"] = interest.Name }, $"/{about.Topic}/interests", [.. await whom(interest, place.Path)], about.Concern) : null;
    }
}
