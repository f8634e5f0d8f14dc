using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Council.Moderation;
using Forum.Council.Spoken;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>A call as this caller may see it, with who has spoken and what they may do.</summary>
[Anyone("narrowed by the visibility of calls; groups are counts only, small ones not told")]
public sealed record GetCall(CallId Id) : IQuery<CallView>;

/// <param name="Given">How many contributions stand, without those taken back or hidden.</param>
/// <param name="Pending">How many of them have no outcome yet.</param>
/// <param name="Outcomes">How many of each outcome.</param>
/// <param name="Channels">How many came each way.</param>
/// <param name="Asked">Whether the caller is among those asked.</param>
/// <param name="Version">The topic's version, for joining it.</param>
public sealed record CallView(
    CallId Id, string Number, string Title, string Body, string Html, EnglishView? English, PlaceId PlaceId, string Place, CallState State, DateTimeOffset OpenedAt, DateTimeOffset ClosesAt, Byline By,
    string? Matter, string? MatterTitle, int Given, int Pending, IReadOnlyDictionary<ContributionOutcome, int> Outcomes, IReadOnlyDictionary<ContributionChannel, int> Channels,
    bool GroupsNamed, IReadOnlyList<CallGroup> Groups, ConclusionView? Conclusion, bool Asked, CallActions May, long Version)
{
    /// <summary>How its end was put off, the earliest first.</summary>
    public IReadOnlyList<ProlongingView> Prolongings { get; init; } = [];
    public CallingOff? CalledOff { get; init; }
}

public sealed record ProlongingView(DateTimeOffset Before, DateTimeOffset Until, string Reason, Byline By, DateTimeOffset At);

public sealed record EnglishView(string Title, string Body, string Html);

public sealed record ConclusionView(string Summary, Byline By, DateTimeOffset At);

public sealed record CallActions(bool Contribute, bool WriteDown, bool Settle, bool Conclude)
{
    public bool Prolong { get; init; }
    public bool CallOff { get; init; }
    public bool Moderate { get; init; }

    /// <summary>Whether the caller would enter and correct what neighbours say but has an interest in the matter.</summary>
    public bool Recused { get; init; }
}

public sealed class GetCallHandler(ForumDb db, Desk desk, CallReport report, CallMatters matters, Offices offices, TimeProvider time) : IRequestHandler<GetCall, Outcome<CallView>>
{
    public async Task<Outcome<CallView>> Handle(GetCall request, CancellationToken stop)
    {
        var caller = desk.Caller;
        var version = await db.VersionAsync($"calls/{request.Id}", stop);
        if (await db.Calls.AsNoTracking().Where(c => c.Id == request.Id).VisibleTo(caller, db).SingleOrDefaultAsync(stop) is not { } call) return Refusal.NotFound;
        var place = await db.Places.AsNoTracking().SingleAsync(p => p.Id == call.PlaceId, stop);
        var standing = db.Contributions.AsNoTracking().Shown().Where(c => c.CallId == call.Id);
        var outcomes = await standing.GroupBy(c => c.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var channels = await standing.GroupBy(c => c.Channel).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var (state, asked) = (call.StateAt(time.GetUtcNow()), await db.IsAskedAsync(caller, place.Path, stop));
        var about = Recusal.InCall(call.Id, call.Matter);
        var committee = Offices.MayStep(caller, Right.ConveneHall, null, place.Path) && (await offices.StepAsync(caller, Right.ConveneHall, null, place.Path, about, stop)).Ok;
        var serves = state == CallState.Open && SpokenDesk.MayServe(caller, place.Path);
        var moderates = caller.May(Right.Moderate, place.Path) && !(caller.AccountId is { } me && (await db.WritersAsync(about, stop)).Contains(me));
        var recused = (serves || moderates) && await db.RecusedFromAsync(about, caller, stop) is not null;
        var settles = state == CallState.Closed && committee;
        return new CallView(
            call.Id, call.Number, call.Title, call.Body.Source, call.Body.Html, call.English is { } e ? new(e.Title, e.Body.Source, e.Body.Html) : null, call.PlaceId, place.Name, state, call.OpenedAt, call.ClosesAt, call.By,
            call.Matter, call.Matter is { } matter ? await matters.TitleAsync(matter, stop) : null, outcomes.Values.Sum(), call.Pending, outcomes, channels,
            call.Groups.Count > 0, await report.OfAsync(call, place.Path, stop), call.Conclusion is { } c ? new(c.Summary, c.By, c.At) : null, asked,
            new(state == CallState.Open && ((asked && caller.May(Right.TakePart, place.Path)) || caller.At(Right.SpeakForUnit, place.Path).Any(h => h.UnitId is not null)), serves && !recused, settles, settles && call.Pending == 0)
            {
                Prolong = state == CallState.Open && committee && call.ClosesAt < call.OpenedAt.AddDays(Call.MostDays), CallOff = state is CallState.Open or CallState.Closed && committee, Moderate = moderates && !recused, Recused = serves && recused,
            }, version)
        { Prolongings = [.. call.Prolongings.OrderBy(p => p.Order).Select(p => new ProlongingView(p.Before, p.Until, p.Reason, p.By, p.At))], CalledOff = call.CalledOff };
    }
}

/// <summary>The calls that this caller may see, newest number first.</summary>
/// <param name="Open">Only those that take contributions now.</param>
/// <param name="Matter">Only those that serve this matter.</param>
[Anyone("narrowed by the visibility of calls")]
public sealed record ListCalls(string? Before = null, int Take = 20, bool Open = false, string? Matter = null) : IQuery<Foundation.Web.Listing<CallRow>>;

/// <param name="Given">How many contributions stand.</param>
public sealed record CallRow(CallId Id, string Number, string Title, string? EnglishTitle, string Place, CallState State, DateTimeOffset OpenedAt, DateTimeOffset ClosesAt, int Given, int Pending);

public sealed class ListCallsHandler(ForumDb db, Desk desk, KeptAnswers kept, TimeProvider time) : IRequestHandler<ListCalls, Outcome<Foundation.Web.Listing<CallRow>>>
{
    // Which are open hangs on the time, too: kept for five seconds of it.
    public async Task<Outcome<Foundation.Web.Listing<CallRow>>> Handle(ListCalls request, CancellationToken stop) =>
        await kept.OfAsync((request, time.GetUtcNow().ToUnixTimeSeconds() / 5), desk.Caller, () => ReadAsync(request, time.GetUtcNow(), stop));

    private async Task<Outcome<Foundation.Web.Listing<CallRow>>> ReadAsync(ListCalls request, DateTimeOffset now, CancellationToken stop)
    {
        var take = Math.Clamp(request.Take, 1, 100);
        var calls = db.Calls.AsNoTracking().VisibleTo(desk.Caller, db);
        if (request.Open) calls = calls.Where(c => c.ClosesAt > now && c.CalledOff == null);
        if (request.Matter is { } matter) calls = calls.Where(c => c.Matter == matter);
        if (request.Before is { Length: > 0 and < 20 } before) calls = calls.Where(c => string.Compare(c.Number, before) < 0);
        var rows = await calls.OrderByDescending(c => c.Number).Take(take + 1).Join(db.Places, c => c.PlaceId, p => p.Id, (c, p) => new { Call = c, p.Name, Given = db.Contributions.Shown().Count(x => x.CallId == c.Id) }).OrderByDescending(r => r.Call.Number).ToListAsync(stop);
        return new Foundation.Web.Listing<CallRow>(
            [.. rows.Take(take).Select(r => new CallRow(r.Call.Id, r.Call.Number, r.Call.Title, r.Call.English?.Title, r.Name, r.Call.StateAt(now), r.Call.OpenedAt, r.Call.ClosesAt, r.Given, r.Call.Pending))],
            rows.Count > take ? rows[take - 1].Call.Number : null);
    }
}
