using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>A voter takes back what they chose for a line and did not confirm. Where there is none, there is none.</summary>
/// <param name="Line">The line of the roll; may be missing where only one is the voter's.</param>
[SignedIn("one's own"), NotOfficial("what is not confirmed is no act")]
public sealed record DropUnconfirmed(PollId Id, VoterId? Line = null) : ICommand<Done>;

public sealed class DropUnconfirmedHandler(ForumDb db, Desk desk) : IRequestHandler<DropUnconfirmed, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(DropUnconfirmed request, CancellationToken stop)
    {
        var meant = await db.MeantAsync(request.Id, desk.Caller, request.Line, stop);
        if (!meant.Ok) return Outcome<Done>.Refused(meant.Refusals);
        // Of a line that they answer for no more they take it back too.
        db.UnconfirmedChoices.RemoveRange(await db.UnconfirmedChoices.VisibleTo(desk.Caller).Where(u => u.PollId == request.Id && (meant.Value == null || u.VoterId == meant.Value)).ToListAsync(stop));
        return Outcome.Done;
    }
}
