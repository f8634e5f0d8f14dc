using Forum.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Texts with reports that wait for a moderator, the longest waiting first. Who reported is not told.</summary>
[SignedIn("narrowed by the order of offices")]
public sealed record ListReported : IQuery<Listing<ReportedView>>;

/// <param name="By">Who said it; nothing where it is shown without a name, and then <paramref name="At"/> does not say when either.</param>
/// <param name="Edition">Which version of the words stands there now, from 1.</param>
/// <param name="Recused">Whether the caller has an interest in the matter.</param>
/// <param name="Earlier">What it said when it was reported, where that was changed since.</param>
public sealed record ReportedView(TextName What, string Html, Byline? By, DateTimeOffset? At, int Edition, bool Recused, IReadOnlyList<ReportView> Reports, IReadOnlyList<ReportedWords> Earlier)
{
    /// <summary>Who spoke it, where <see cref="By"/> wrote it down.</summary>
    public SpokenBy? From { get; init; }

    /// <summary>Whether it can still be hidden: a proposal until its poll opens.</summary>
    public bool Hideable { get; init; }
}

/// <param name="Edition">Which version of the words it is about, from 1.</param>
public sealed record ReportView(HouseRule Rule, string? Remark, DateTimeOffset At, int Edition);

public sealed class ListReportedHandler(ForumDb db, Desk desk, OpenModeration open) : IRequestHandler<ListReported, Outcome<Listing<ReportedView>>>
{
    public async Task<Outcome<Listing<ReportedView>>> Handle(ListReported request, CancellationToken stop)
    {
        if (!Offices.Has(desk.Caller, Offices.Order)) return Refusal.Forbidden;
        var reports = await open.ReportsAsync(desk.Caller, stop);
        var names = await db.NamesAsync([.. reports.Select(r => new TextRef(r.Kind, r.TextId))], stop);
        List<ReportedView> all = [];
        foreach (var group in reports.GroupBy(r => new TextRef(r.Kind, r.TextId))) all.Add(await db.ReportedAsync(names[group.Key], [.. group], desk.Caller, stop));
        return new Listing<ReportedView>(all, null);
    }
}

/// <summary>A text that a moderator is about to hide or keep, with the reports on it, if there are any.</summary>
[SignedIn("narrowed by the order of offices")]
public sealed record GetReported(TextRef Text) : IQuery<ReportedView>;

public sealed class GetReportedHandler(ForumDb db, Desk desk, Offices offices) : IRequestHandler<GetReported, Outcome<ReportedView>>
{
    public async Task<Outcome<ReportedView>> Handle(GetReported request, CancellationToken stop)
    {
        if (await ModeratedTexts.PlaceAsync(db, desk.Caller, request.Text, stop) is null || await db.TextAsync(request.Text, stop) is not { Said.IsShown: true } text) return Refusal.NotFound;
        // Whose words they are hears what comes of it, not what was reported; nor does whose proposal it is said of.
        if (text.IsOf(desk.Caller) || text.IsSaidOf(desk.Caller)) return Refusal.NotFound;
        var reports = await db.Reports.AsNoTracking().On(request.Text).Where(r => r.Answer == null).OrderBy(r => r.At).ToListAsync(stop);
        if (await offices.ModeratesAsync(desk.Caller, text, reports.Count > 0, stop) is null) return Refusal.NotFound;
        return await db.ReportedAsync(await db.NameAsync(request.Text, stop), reports, desk.Caller, stop);
    }
}

/// <summary>Appeals that wait for whoever hears them: not for who hid the text, nor for its author.</summary>
[SignedIn("narrowed by the order of offices")]
public sealed record ListHidingAppeals : IQuery<Listing<HidingLine>>;

public sealed class ListHidingAppealsHandler(ForumDb db, Desk desk, OpenModeration open) : IRequestHandler<ListHidingAppeals, Outcome<Listing<HidingLine>>>
{
    public async Task<Outcome<Listing<HidingLine>>> Handle(ListHidingAppeals request, CancellationToken stop)
    {
        if (!Offices.Has(desk.Caller, Offices.Appeals)) return Refusal.Forbidden;
        var ids = (await open.AppealsAsync(desk.Caller, stop)).Select(h => h.Id).ToList();
        return new Listing<HidingLine>(await db.Hidings.AsNoTracking().Where(h => ids.Contains(h.Id)).OrderBy(h => h.Number).LinesAsync(db, desk.Caller, stop), null);
    }
}

internal static class ReportedTexts
{
    internal static async Task<ReportedView> ReportedAsync(this ForumDb db, TextName name, IReadOnlyCollection<Report> reports, Caller caller, CancellationToken stop)
    {
        var text = await db.TextAsync(name.Text, stop);
        return new(name, text.Said.Words.Html, text.Said.Signed, text.Said.SaidAt, text.Edition, await db.RecusedAsync(text.About, caller, stop) is not null, [.. reports.Select(r => new ReportView(r.Rule, r.Remark, r.At, r.Edits + 1))],
            await db.EarlierAsync(name, text.Said, reports, stop)) { Hideable = text.Said.BarsHiding is null, From = text.From };
    }
}
