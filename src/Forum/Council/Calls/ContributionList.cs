using System.Globalization;
using Forum.Council.Discussion;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>A page of what was said to a call, the newest first.</summary>
/// <param name="Cursor">Only what bears a smaller number.</param>
/// <param name="Outcome">Only those of this outcome; those taken back or hidden have none.</param>
[Anyone("narrowed by the visibility of calls")]
public sealed record ListContributions(CallId Call, string? Cursor = null, int Take = 20, ContributionOutcome? Outcome = null) : IQuery<Listing<ContributionView>>;

/// <summary>A contribution as everybody reads it; one that was taken back or hidden keeps its number, not its words.</summary>
/// <param name="From">Who spoke the words, where <see cref="By"/> only wrote them down.</param>
/// <param name="Settlements">What was said of it, the newest first: the first holds.</param>
/// <param name="Mine">Whether the caller said it or wrote it down.</param>
public sealed record ContributionView(
    ContributionId Id, int Number, string? Body, string? Html, Byline? By, SpokenBy? From, ContributionChannel Channel, DateTimeOffset At, DateTimeOffset? WithdrawnAt,
    ContributionOutcome Outcome, int? MergedInto, IReadOnlyList<SettlementView> Settlements, bool Mine)
{
    /// <summary>Why it is hidden.</summary>
    public string? HiddenBecause { get; init; }

    /// <summary>Why it was taken back, where that was whoever wrote it down for another.</summary>
    public string? WithdrawnBecause { get; init; }

    /// <summary>Whether taking it back needs a reason, since another spoke it.</summary>
    public bool ForAnother { get; init; }

    /// <summary>How often its words were changed, and when last.</summary>
    public int Edits { get; init; }
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Whether the caller wrote it, and so may change the words.</summary>
    public bool Written { get; init; }

    public static ContributionView Of(Contribution c, Caller caller) => !c.IsShown
        ? new(c.Id, c.Number, null, null, null, null, c.Channel, c.At, c.WithdrawnAt, c.Outcome, null, [], false) { HiddenBecause = c.Hidden?.Reason, WithdrawnBecause = c.WithdrawnBecause }
        : new(c.Id, c.Number, c.Body.Source, c.Body.Html, c.By, SpokenBy.From(c.From), c.Channel, c.At, null, c.Outcome, c.MergedInto,
            [.. c.Settlements.OrderByDescending(s => s.Order).Select(s => new SettlementView(s.Outcome, s.Reason, s.MergedInto, s.By, s.At))], WithdrawContributionHandler.IsOwn(c, caller)) { Edits = c.Edits, EditedAt = c.EditedAt, Written = c.By.AccountId == caller.AccountId, ForAnother = c.From is { } speaker && speaker.PersonId != caller.PersonId };
}

public sealed record SettlementView(ContributionOutcome Outcome, string Reason, int? MergedInto, Byline By, DateTimeOffset At);

public sealed class ListContributionsHandler(ForumDb db, Desk desk) : IRequestHandler<ListContributions, Outcome<Listing<ContributionView>>>
{
    public async Task<Outcome<Listing<ContributionView>>> Handle(ListContributions request, CancellationToken stop)
    {
        if (!await db.Calls.Where(c => c.Id == request.Call).VisibleTo(desk.Caller, db).AnyAsync(stop)) return Refusal.NotFound;
        var take = Math.Clamp(request.Take, 1, 100);
        var all = db.Contributions.AsNoTracking().Where(c => c.CallId == request.Call);
        if (request.Outcome is { } outcome) all = all.Shown().Where(c => c.Outcome == outcome);
        if (int.TryParse(request.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last)) all = all.Where(c => c.Number < last);
        var rows = await all.OrderByDescending(c => c.Number).Take(take + 1).ToListAsync(stop);
        return new Listing<ContributionView>([.. rows.Take(take).Select(c => ContributionView.Of(c, desk.Caller))], rows.Count > take ? rows[take - 1].Number.ToString(CultureInfo.InvariantCulture) : null);
    }
}
