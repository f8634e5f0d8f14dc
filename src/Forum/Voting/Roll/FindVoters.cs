using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Papers;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Roll;

/// <summary>Who could stand on a roll, by home, body or whole name, with how the roll has them: to correct it, or to record who is present. At most <see cref="HomeNames.Most"/>.</summary>
[SignedIn("who may serve the poll's voters, which the handler asks for")]
public sealed record FindVoters(PollId Id, string? Text) : IQuery<IReadOnlyList<FoundVoter>>;

/// <param name="OnRoll">Whether they stand on the roll, or are recorded as present.</param>
/// <param name="Area">The area that the roll has, in hundredths of a square metre.</param>
/// <param name="RegisterArea">The area that the register has today; nothing where it does not name them.</param>
public sealed record FoundVoter(VoterId Voter, string Label, string Name, bool OnRoll, long Area, long? RegisterArea);

public sealed class FindVotersHandler(ForumDb db, RollDesk desk, RollMaker rolls) : IRequestHandler<FindVoters, Outcome<IReadOnlyList<FoundVoter>>>
{
    public async Task<Outcome<IReadOnlyList<FoundVoter>>> Handle(FindVoters request, CancellationToken stop)
    {
        var opened = await desk.OpenAsync(request.Id, stop);
        if (!opened.Ok) return Outcome<IReadOnlyList<FoundVoter>>.Refused(opened.Refusals);
        if (request.Text?.Trim() is not { Length: > 0 and <= 80 } text) return (List<FoundVoter>)[];
        var poll = opened.Value.Poll;
        var named = (await db.People.Where(p => p.CommunityId == poll.CommunityId && p.VerifiedName == text).Select(p => p.Id).ToListAsync(stop)).Select(VoterId.Of).ToHashSet();
        var register = (await rolls.CandidatesAsync(poll, stop)).ToDictionary(l => l.VoterId);
        var roll = poll.State == PollState.Draft
            ? (await db.Attendees.AsNoTracking().Where(a => a.PollId == poll.Id).ToListAsync(stop)).ToDictionary(a => a.VoterId, a => new RollLine(poll.Id, a.VoterId, a.Label, 0))
            : await db.RollLines.AsNoTracking().Where(l => l.PollId == poll.Id).ToDictionaryAsync(l => l.VoterId, stop);
        var found = roll.Values.Concat(register.Values.Where(r => !roll.ContainsKey(r.VoterId))).Where(l => named.Contains(l.VoterId) || HomeNames.Holds(l.Label, text))
            .OrderBy(l => l.Label, HomeNames.Order).Take(HomeNames.Most).ToList();
        var names = await db.VoterNamesAsync(found.Select(f => f.VoterId), stop);
        return found.Select(l => new FoundVoter(l.VoterId, l.Label, PaperDesk.Masked(names.GetValueOrDefault(l.VoterId, "")), roll.ContainsKey(l.VoterId), l.Area, register.GetValueOrDefault(l.VoterId)?.Area)).ToList();
    }
}
