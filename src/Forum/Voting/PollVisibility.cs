using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>Polls are public within their community; who voted how is not.</summary>
public static class PollVisibility
{
    public static IQueryable<Poll> VisibleTo(this IQueryable<Poll> polls, Caller caller, ForumDb db)
    {
        if (caller.IsSystem) return polls;
        var communities = db.CommunitiesOf(caller);
        return polls.Where(p => communities.Contains(p.CommunityId));
    }

    public static Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, PollId id, CancellationToken stop) =>
        db.Polls.AsNoTracking().Where(p => p.Id == id).VisibleTo(caller, db)
            .Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new PlaceOf(p.CommunityId, place.Path)).SingleOrDefaultAsync(stop);

    /// <summary>The right that holding a poll of an electorate needs.</summary>
    public static Right HoldRight(Electorate electorate) => electorate == Electorate.Owners ? Right.HoldOwnersPoll : Right.HoldPoll;
}

public sealed class PollTopics(ForumDb db) : ITopicKeeper
{
    public string Noun => "polls";

    public Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop) => db.Polls.Where(p => p.Id == new PollId(id)).VisibleTo(caller, db).AnyAsync(stop);

    public async Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop) => await db.Polls.AnyAsync(p => p.Id == new PollId(id), stop) ? null : [];
}
