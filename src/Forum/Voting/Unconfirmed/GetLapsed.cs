using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>Whether a poll closed over a choice that the caller had not confirmed; not there where none was.</summary>
[SignedIn("one's own")]
public sealed record GetLapsed(PollId Id) : IQuery<LapsedView>;

/// <param name="Stands">Whether a ballot that they had cast before stands.</param>
public sealed record LapsedView(bool Stands);

public sealed class GetLapsedHandler(ForumDb db, Desk desk) : IRequestHandler<GetLapsed, Outcome<LapsedView>>
{
    // The choice went at the closing. That there was one stands nowhere but in what its owner was told.
    public async Task<Outcome<LapsedView>> Handle(GetLapsed request, CancellationToken stop)
    {
        var href = $"/polls/{request.Id}";
        if (!await db.News.VisibleTo(desk.Caller, db).AnyAsync(n => n.Text == UnconfirmedNews.Lapsed && n.Href == href, stop)) return Refusal.NotFound;
        var me = desk.Caller.AccountId;
        return new LapsedView(await db.Ballots.AnyAsync(b => b.PollId == request.Id && b.AccountId == me, stop));
    }
}
