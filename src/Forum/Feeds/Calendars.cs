using Forum.Council.Calls;
using Forum.Decisions;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Offers;
using Forum.Voting;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;

namespace Forum.Feeds;

/// <summary>Dates as iCalendar (RFC 5545): polls and notice periods, the ends of calls for input, services, and one's own.</summary>
public sealed class Calendars(ForumDb db, TextBook texts, TimeProvider time, PublicAddress address)
{
    public static readonly string[] Public = ["polls", "calls", "offers"];
    private static readonly TimeSpan Back = TimeSpan.FromDays(90);

    private sealed record Dated(string Uid, string Title, string Href, DateTimeOffset From, DateTimeOffset To);

    /// <summary>A public calendar of the community that a visitor reads.</summary>
    public async Task<string> OfAsync(string name, Caller visitor, CancellationToken stop) => Write(texts[$"feeds.calendar-{name}"], name switch
    {
        "polls" => await PollsAsync(visitor, false, stop),
        "calls" => await CallsAsync(visitor, false, stop),
        _ => await OffersAsync(visitor, false, stop),
    });

    /// <summary>What is the caller's own: polls on whose roll they are, calls that ask them, and what they booked; as they may see it now.</summary>
    public async Task<string> OwnAsync(Caller caller, CancellationToken stop) => Write(texts["feeds.calendar-mine"], [.. await PollsAsync(caller, true, stop), .. await CallsAsync(caller, true, stop), .. await OffersAsync(caller, true, stop)]);

    private async Task<IReadOnlyList<Dated>> PollsAsync(Caller caller, bool own, CancellationToken stop)
    {
        var (since, mine) = (time.GetUtcNow() - Back, caller.VoterIds);
        var polls = db.Polls.AsNoTracking().VisibleTo(caller, db).Where(p => (p.State == PollState.Open || p.State == PollState.Closed) && p.ClosesAt > since);
        if (own) polls = polls.Where(p => db.RollLines.Any(l => l.PollId == p.Id && mine.Contains(l.VoterId)));
        var open = await polls.Select(p => new { p.Id, p.Question, p.OpenedAt, p.ClosesAt }).ToListAsync(stop);
        var notices = await db.NoticePeriods.AsNoTracking().IgnoreAutoIncludes().VisibleTo(caller, db).Where(n => n.Until > since && polls.Any(p => p.Id == n.PollId)).Select(n => new { n.PollId, n.Title, n.From, n.Until }).ToListAsync(stop);
        return
        [
            .. open.SelectMany(p => new[]
            {
                At(texts, $"poll-open-{p.Id}", "feeds.poll-opens", p.Question, $"/polls/{p.Id}", p.OpenedAt ?? p.ClosesAt), At(texts, $"poll-close-{p.Id}", "feeds.poll-closes", p.Question, $"/polls/{p.Id}", p.ClosesAt),
            }),
            .. notices.Select(n => At(texts, $"notice-{n.PollId}", "feeds.notice-ends", n.Title, $"/polls/{n.PollId}/notice", n.Until)),
        ];
    }

    private static Dated At(TextBook texts, string uid, string text, string title, string href, DateTimeOffset at) => new(uid, texts[text, ("title", title)], href, at, at);

    // One that was called off stands in no calendar.
    private async Task<IReadOnlyList<Dated>> CallsAsync(Caller caller, bool own, CancellationToken stop)
    {
        var since = time.GetUtcNow() - Back;
        var calls = await db.Calls.AsNoTracking().IgnoreAutoIncludes().VisibleTo(caller, db).Where(c => c.ClosesAt > since && c.CalledOff == null)
            .Join(db.Places, c => c.PlaceId, p => p.Id, (c, p) => new { c.Id, c.Title, c.ClosesAt, p.Path }).ToListAsync(stop);
        List<Dated> all = [];
        foreach (var c in calls)
            if (!own || await db.IsAskedAsync(caller, c.Path, stop)) all.Add(At(texts, $"call-close-{c.Id}", "feeds.call-closes", c.Title, $"/calls/{c.Id}", c.ClosesAt));
        return all;
    }

    private async Task<IReadOnlyList<Dated>> OffersAsync(Caller caller, bool own, CancellationToken stop)
    {
        var (since, me) = (time.GetUtcNow() - Back, caller.AccountId);
        var offers = db.Offers.AsNoTracking().VisibleTo(caller).Where(o => o.To > since);
        if (own) offers = offers.Where(o => db.Bookings.Any(b => b.OfferId == o.Id && b.AccountId == me && b.HasPlace));
        return [.. (await offers.Select(o => new { o.Id, o.Title, o.By.Of, o.From, o.To }).ToListAsync(stop)).Select(o => new Dated($"offer-{o.Id}", texts["feeds.offer", ("title", o.Title), ("of", o.Of)], $"/offers/{o.Id}", o.From, o.To))];
    }

    private string Write(string name, IReadOnlyList<Dated> dates)
    {
        var calendar = new Calendar { ProductId = "-//Forum//NONSGML//EN" };
        calendar.AddProperty("X-WR-CALNAME", name);
        foreach (var date in dates.OrderBy(d => d.From).ThenBy(d => d.Uid))
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{date.Uid}@{address.Host}", Summary = date.Title, Url = new Uri(address.Of(date.Href)), Start = new CalDateTime(date.From.UtcDateTime, "UTC"),
                // An instant has no end (RFC 5545, 3.6.1); one that it has must come later (3.8.2.2).
                End = date.To > date.From ? new CalDateTime(date.To.UtcDateTime, "UTC") : null,
                DtStamp = new CalDateTime(date.From.UtcDateTime, "UTC"),
            });
        return new CalendarSerializer().SerializeToString(calendar)!;
    }
}
