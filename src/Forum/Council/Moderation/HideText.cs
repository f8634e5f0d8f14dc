using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>A moderator hides a text by a rule, with a reason that everybody reads; that is an answer to whoever reported it.</summary>
/// <param name="Edition">The version of the words that was read, from 1; refused where there is a newer one. Without it the newest.</param>
[SignedIn("narrowed by the order of offices"), Official]
public sealed record HideText(TextRef Text, string? Reason, HouseRule? Rule = null, int? Edition = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ModeratedTexts.PlaceAsync(db, caller, Text, stop);
}

public sealed class HideTextHandler(ForumDb db, Desk desk, Offices offices, IdSource ids, Counters counters, TimeProvider time) : IRequestHandler<HideText, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(HideText request, CancellationToken stop)
    {
        var text = await db.TextAsync(request.Text, stop);
        if (await db.RecusedAsync(text.About, desk.Caller, stop) is { } recused) return recused;
        if (text.IsSaidOf(desk.Caller)) return Writers.Own;
        if (text.BarsJudging(request.Edition) is { } unread) return unread;
        var open = await db.Reports.On(request.Text).Where(r => r.Answer == null).ToListAsync(stop);
        if (await offices.ModeratesAsync(desk.Caller, text, open.Count > 0, stop) is not { } by) return Refusal.Forbidden;
        var cleared = await db.LastHidingAsync(request.Text, stop) is { } last && await db.HidingAppeals.AnyAsync(a => a.HidingId == last.Id && a.Answer!.ShowsAgain, stop) ? last : null;
        return HidingEntry.Hide(ids.New<HidingId>(), await counters.NextAsync("hiding", stop), text.Said, text.PlaceId, text.Proposal, request.Rule ?? HouseRule.Other, request.Reason, by, open, cleared, time.GetUtcNow())
            .Map(made => { db.Hidings.Add(made); return default(Done); });
    }
}

/// <summary>A moderator keeps a text that was reported; whoever reported it reads why.</summary>
/// <param name="Edition">The version of the words that was read, from 1; refused where there is a newer one. Without it the newest.</param>
[SignedIn("narrowed by the order of offices"), Official]
public sealed record KeepText(TextRef Text, string? Reason, int? Edition = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ModeratedTexts.PlaceAsync(db, caller, Text, stop);
}

public sealed class KeepTextHandler(ForumDb db, Desk desk, Offices offices, TimeProvider time) : IRequestHandler<KeepText, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(KeepText request, CancellationToken stop)
    {
        var text = await db.TextAsync(request.Text, stop);
        if (await db.RecusedAsync(text.About, desk.Caller, stop) is { } recused) return recused;
        if (text.IsSaidOf(desk.Caller)) return Writers.Own;
        if (text.BarsJudging(request.Edition) is { } unread) return unread;
        var open = await db.Reports.On(request.Text).Where(r => r.Answer == null).ToListAsync(stop);
        return await offices.ModeratesAsync(desk.Caller, text, open.Count > 0, stop) is { } by ? Report.Keep(text.Said, open, request.Reason, by, time.GetUtcNow()) : Refusal.Forbidden;
    }
}

public static class TextRows
{
    public static IQueryable<Report> On(this IQueryable<Report> reports, TextRef text)
    {
        var (kind, id) = (text.Kind, text.Id);
        return reports.Where(r => r.Kind == kind && r.TextId == id);
    }

    public static IQueryable<HidingEntry> On(this IQueryable<HidingEntry> hidings, TextRef text)
    {
        var (kind, id) = (text.Kind, text.Id);
        return hidings.Where(h => h.Kind == kind && h.TextId == id);
    }

    /// <summary>The hiding of a text that stands, or the last that stood.</summary>
    public static Task<HidingEntry?> LastHidingAsync(this ForumDb db, TextRef text, CancellationToken stop) =>
        db.Hidings.On(text).OrderByDescending(h => h.At).ThenByDescending(h => h.Number).FirstOrDefaultAsync(stop);
}
