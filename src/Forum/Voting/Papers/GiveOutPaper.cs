using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Papers;

/// <summary>Two people give a voter of a secret poll a paper ballot, drawn from the pile; the line of the roll is spent with that.</summary>
/// <param name="Witness">The second person, who serves the poll too.</param>
[SignedIn("who may serve the poll's voters, which the handler asks for"), Official]
public sealed record GiveOutPaper(PollId Id, VoterId? Voter, Channel? Channel, AccountId? Witness) : ICommand<Done>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Voter is null) yield return Refusal.Invalid("voterId", "paper.not-on-roll");
        if (Channel is null) yield return Refusal.Invalid("channel", "paper.channel");
        if (Witness is null) yield return Refusal.Invalid("witnessId", "paper.two-people");
    }
}

public sealed class GiveOutPaperHandler(ForumDb db, PaperDesk papers, ICallers callers, Desk desk, TimeProvider time) : IRequestHandler<GiveOutPaper, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(GiveOutPaper request, CancellationToken stop)
    {
        var opened = await papers.OpenAsync(desk.Caller, request.Id, stop);
        if (!opened.Ok) return Outcome<Done>.Refused(opened.Refusals);
        if ((await papers.ColleaguesAsync(opened.Value, stop)).All(c => c.Id != request.Witness)) return Refusal.Invalid("witnessId", "paper.two-people");
        var voter = request.Voter;
        var line = await db.RollLines.AsNoTracking().SingleOrDefaultAsync(l => l.PollId == request.Id && l.VoterId == voter, stop);
        var before = await db.SpentLines.SingleOrDefaultAsync(t => t.PollId == request.Id && t.VoterId == voter, stop);
        var witness = (request.Witness!.Value, (await callers.FindAsync(request.Witness.Value, stop))?.VoterIds ?? []);
        return opened.Value.GiveOut(line, before, request.Channel!.Value, (desk.Caller.AccountId!.Value, desk.Caller.VoterIds), witness, time.GetUtcNow())
            .Map(spent => { db.SpentLines.Add(spent); return default(Done); });
    }
}
