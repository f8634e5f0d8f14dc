using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Feeds;

/// <summary>The secret address of the caller's own calendar; none where none was made.</summary>
[SignedIn("one's own calendar")]
public sealed record GetCalendarAddress : IQuery<CalendarAddress>;

public sealed record CalendarAddress(string? Address);

public sealed class GetCalendarAddressHandler(ForumDb db, Desk desk, CalendarTokens tokens, PublicAddress address) : IRequestHandler<GetCalendarAddress, Outcome<CalendarAddress>>
{
    public async Task<Outcome<CalendarAddress>> Handle(GetCalendarAddress request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId!.Value;
        return new CalendarAddress(await db.CalendarKeys.AsNoTracking().SingleOrDefaultAsync(k => k.AccountId == me, stop) is { } key ? address.Of($"/calendar/mine/{tokens.Make(key)}.ics") : null);
    }
}
