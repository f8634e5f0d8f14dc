using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Roll;

/// <summary>Records who is present, before a poll of those present opens; or takes one off again.</summary>
[SignedIn("who may serve the poll's voters, which the handler asks for"), Official]
public sealed record RecordAttendance(PollId Id, VoterId? Voter, bool Present = true) : ICommand<Done>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Voter is null) yield return Refusal.Invalid("voterId", "attendance.unknown");
    }
}

public sealed class RecordAttendanceHandler(ForumDb db, RollDesk rolls, BallotSeals seals, PollBinding binding, TimeProvider time) : IRequestHandler<RecordAttendance, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(RecordAttendance request, CancellationToken stop)
    {
        var opened = await rolls.OpenAsync(request.Id, stop);
        if (!opened.Ok) return Outcome<Done>.Refused(opened.Refusals);
        var ((poll, by), voter) = (opened.Value, request.Voter!.Value);
        var present = await db.Attendees.Where(a => a.PollId == poll.Id).ToListAsync(stop);
        // What somebody put back in the file would be told as present with the next who comes.
        if (await binding.DraftChangedAsync(poll, stop) is { } changed) return changed;
        var there = present.Find(a => a.VoterId == voter);
        if (!request.Present) return there is null ? Refusal.Conflict("attendance.unknown") : poll.Leave(seals.PresentOf(poll.Id, present.Except([there]))).Map(done => { db.Attendees.Remove(there); return done; });
        if (there is not null) return Refusal.Conflict("attendance.already");
        if (await rolls.RegisterAsync(poll, voter, stop) is not { } line) return Refusal.Invalid("voterId", "attendance.unknown");
        return poll.Attend(new(voter, line.Label, line.GridId), by, time.GetUtcNow(), came => seals.PresentOf(poll.Id, [.. present, came])).Map(made => { db.Attendees.Add(made); return default(Done); });
    }
}
