using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>Polls are public within their community; who voted how is not. One that is not open, or was called off, asks what its proposal says: as long as that is hidden, so is the poll.</summary>
public static class PollVisibility
{
    public static IQueryable<Poll> VisibleTo(this IQueryable<Poll> polls, Caller caller, ForumDb db) =>
        polls.InReachOf(caller).Where(p => (p.State != PollState.CalledOff && p.State != PollState.Draft) || !db.Proposals.Any(x => x.Hidden != null && p.Matter == "proposals/" + ((Guid)(object)x.Id).ToString().ToLower()));

    public static Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, PollId id, CancellationToken stop) =>
        db.Polls.AsNoTracking().Where(p => p.Id == id).VisibleTo(caller, db)
            .Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new PlaceOf(p.CommunityId, place.Path)).SingleOrDefaultAsync(stop);

    /// <summary>The newest poll on a matter that is set up and not opened, if the caller may see it.</summary>
    public static Task<PollId?> DraftPollAsync(this ForumDb db, string matter, Caller caller, CancellationToken stop) =>
        db.Polls.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Matter == matter && p.State == PollState.Draft).VisibleTo(caller, db).OrderByDescending(p => p.Number).Select(p => (PollId?)p.Id).FirstOrDefaultAsync(stop);

    /// <summary>Whether somebody may hold polls of an electorate anywhere.</summary>
    public static bool MayHoldSome(Caller caller, Electorate electorate) => caller.Has(HoldRight(electorate)) || (electorate == Electorate.Members && caller.Units.Length > 0);

    /// <summary>The right to hold a poll of an electorate.</summary>
    public static Right HoldRight(Electorate electorate) => electorate == Electorate.Owners ? Right.HoldOwnersPoll : Right.HoldPoll;
}

public sealed class PollTopics(ForumDb db) : ITopicKeeper
{
    public string Noun => "polls";

    public Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop) => db.Polls.Where(p => p.Id == new PollId(id)).VisibleTo(caller, db).AnyAsync(stop);

    public async Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop) => await db.Polls.AnyAsync(p => p.Id == new PollId(id), stop) ? null : [];
}
