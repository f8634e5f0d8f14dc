using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Domain.Organisation;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications.Choices;

/// <summary>What somebody may do with a matter's news.</summary>
public enum Following
{
    /// <summary>As usual: told where one took part.</summary>
    Usual = 1,
    /// <summary>Told of every turn, as one's choices for the kinds say.</summary>
    Followed,
    AtOnce,
    Daily,
    Weekly,
    /// <summary>Told of nothing but what waits for one's office.</summary>
    Muted,
}

/// <summary>Somebody follows or mutes a matter that they may see, or says how often they want to hear of it.</summary>
[SignedIn("one's own choice"), NotOfficial("what one wants to hear is nobody else's matter")]
public sealed record FollowMatter(string? Topic, Following? How) : ICommand<Done>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (How is null) yield return Refusal.Invalid("how", "how.missing");
    }
}

public sealed class FollowMatterHandler(ForumDb db, Desk desk, IEnumerable<ITopicKeeper> keepers) : IRequestHandler<FollowMatter, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(FollowMatter request, CancellationToken stop)
    {
        if (!await MaySeeAsync(request.Topic, stop)) return Refusal.NotFound;
        await ChooseAsync(desk.Caller.AccountId!.Value, request.Topic!, request.How!.Value, stop);
        return Outcome.Done;
    }

    private async Task<bool> MaySeeAsync(string? topic, CancellationToken stop) =>
        keepers.Of(topic, out var id) is { } keeper && id != Guid.Empty && topic == $"{keeper.Noun}/{id}" && await keeper.MaySeeAsync(desk.Caller, id, stop);

    private async Task ChooseAsync(AccountId who, string about, Following how, CancellationToken stop)
    {
        if (how != Following.Usual)
            await db.ChooseAsync(who, about, how switch { Following.AtOnce => Frequency.AtOnce, Following.Daily => Frequency.Daily, Following.Weekly => Frequency.Weekly, Following.Muted => Frequency.Never, _ => null }, stop);
        else if (await db.NoticeChoices.SingleOrDefaultAsync(c => c.AccountId == who && c.About == about, stop) is { } row) db.Remove(row);
    }
}

/// <summary>How the caller hears of a matter.</summary>
[SignedIn("one's own choice")]
public sealed record GetFollowing(string Topic) : IQuery<FollowingView>;

public sealed record FollowingView(string Topic, Following How);

public sealed class GetFollowingHandler(ForumDb db, Desk desk) : IRequestHandler<GetFollowing, Outcome<FollowingView>>
{
    // Asked with every page of a matter that somebody signed in reads.
    private static readonly Func<ForumDb, AccountId, string, CancellationToken, Task<NoticeChoice?>> Chosen = EF.CompileAsyncQuery((ForumDb db, AccountId who, string about, CancellationToken _) =>
        db.NoticeChoices.AsNoTracking().SingleOrDefault(c => c.AccountId == who && c.About == about));

    public async Task<Outcome<FollowingView>> Handle(GetFollowing request, CancellationToken stop) =>
        new FollowingView(request.Topic, Of(await Chosen(db, desk.Caller.AccountId!.Value, request.Topic, stop)));

    internal static Following Of(NoticeChoice? row) => row is null ? Following.Usual : row.Frequency switch
    {
        Frequency.AtOnce => Following.AtOnce, Frequency.Daily => Following.Daily, Frequency.Weekly => Following.Weekly, Frequency.Never => Following.Muted, _ => Following.Followed,
    };
}
