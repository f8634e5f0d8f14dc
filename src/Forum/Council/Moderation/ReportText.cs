using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Somebody says that a text which others read breaks a rule.</summary>
/// <param name="Edition">The version of the words that was read, from 1; refused where there is a newer one. Without it the newest.</param>
[SignedIn("whoever reads a text may report it"), NotOfficial("who reported is to be known to nobody; what the moderator does about it is an act")]
public sealed record ReportText(TextRef Text, HouseRule? Rule, string? Remark = null, int? Edition = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Rule is null) yield return Refusal.Invalid("rule", "report.which-rule");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ModeratedTexts.PlaceAsync(db, caller, Text, stop);
}

public sealed class ReportTextHandler(ForumDb db, Desk desk, IdSource ids, TimeProvider time) : IRequestHandler<ReportText, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ReportText request, CancellationToken stop)
    {
        var (text, caller) = (await db.TextAsync(request.Text, stop), desk.Caller);
        if (request.Edition is { } read && read != text.Edition) return Refusal.Conflict("report.edited");
        var me = caller.AccountId!.Value;
        var already = await db.Reports.On(request.Text).AnyAsync(r => r.By == me, stop);
        return Report.Make(ids.New<ReportId>(), text.Said, text.PlaceId, text.Proposal, me, caller.PersonId, request.Rule!.Value, request.Remark, already, time.GetUtcNow()).Map(made => { db.Reports.Add(made); return default(Done); });
    }
}

/// <summary>What somebody is about to report.</summary>
[SignedIn("whoever reads a text may report it")]
public sealed record GetReportable(TextRef Text) : IQuery<ReportableView>;

/// <param name="Edition">Which version of the words it is, from 1.</param>
public sealed record ReportableView(TextName Name, string Html, Byline? By, DateTimeOffset? At, int Edition);

public sealed class GetReportableHandler(ForumDb db, Desk desk) : IRequestHandler<GetReportable, Outcome<ReportableView>>
{
    public async Task<Outcome<ReportableView>> Handle(GetReportable request, CancellationToken stop)
    {
        if (await ModeratedTexts.PlaceAsync(db, desk.Caller, request.Text, stop) is null) return Refusal.NotFound;
        var text = await db.TextAsync(request.Text, stop);
        return text.Said is { IsShown: true } said ? new ReportableView(await db.NameAsync(request.Text, stop), said.Words.Html, said.Signed, said.SaidAt, text.Edition) : Refusal.NotFound;
    }
}
