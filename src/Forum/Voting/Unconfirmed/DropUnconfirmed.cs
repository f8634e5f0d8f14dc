using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>A voter takes back what they chose and did not confirm. Where there is none, there is none.</summary>
[SignedIn("one's own"), NotOfficial("what is not confirmed is no act")]
public sealed record DropUnconfirmed(PollId Id) : ICommand<Done>;

public sealed class DropUnconfirmedHandler(ForumDb db, Desk desk) : IRequestHandler<DropUnconfirmed, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(DropUnconfirmed request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId;
        if (await db.UnconfirmedChoices.SingleOrDefaultAsync(u => u.PollId == request.Id && u.AccountId == me, stop) is { } choice) db.UnconfirmedChoices.Remove(choice);
        return Outcome.Done;
    }
}
