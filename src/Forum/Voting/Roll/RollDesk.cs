using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Voting.Papers;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Roll;

/// <summary>What a change of a roll needs at hand, for those who serve a poll's voters.</summary>
public sealed class RollDesk(ForumDb db, PaperDesk papers, RollMaker rolls, Desk desk)
{
    /// <summary>The poll for changing, and how the caller signs; refused to who may not serve it.</summary>
    public async Task<Outcome<(Poll Poll, Byline By)>> OpenAsync(PollId id, CancellationToken stop)
    {
        var opened = await papers.OpenAsync(desk.Caller, id, stop);
        if (!opened.Ok) return Outcome<(Poll, Byline)>.Refused(opened.Refusals);
        var path = await db.PathAsync(opened.Value.PlaceId, stop);
        var held = desk.Caller.Holdings.First(h => Rights.Carries(h.Role, Right.HandlePapers) && PaperDesk.Meet(h.PlacePath, path));
        return (opened.Value, new Byline(desk.Caller.AccountId!.Value, desk.Caller.Name, held.Role, held.Of));
    }

    /// <summary>A voter's line as it stands; nothing where there is none.</summary>
    public Task<RollLine?> NowAsync(Poll poll, VoterId voter, CancellationToken stop) => db.RollLines.SingleOrDefaultAsync(l => l.PollId == poll.Id && l.VoterId == voter, stop);

    /// <summary>A voter's line as the register of today has it; nothing where it names nobody.</summary>
    public async Task<RollLine?> RegisterAsync(Poll poll, VoterId voter, CancellationToken stop) => (await rolls.CandidatesAsync(poll, stop)).FirstOrDefault(l => l.VoterId == voter);

    /// <summary>Whether a line's ballot was cast, or its token or paper taken.</summary>
    public async Task<bool> SpentAsync(Poll poll, VoterId voter, CancellationToken stop) =>
        await db.Ballots.AnyAsync(b => b.PollId == poll.Id && b.VoterId == voter, stop) || await db.SpentLines.AnyAsync(t => t.PollId == poll.Id && t.VoterId == voter, stop)
        // A paper that one person has read is a ballot that was given.
        || await db.Set<BallotPaper>().AnyAsync(p => p.PollId == poll.Id && p.VoterId == voter && (p.State == PaperState.Entered || p.State == PaperState.Agreed), stop);
}
