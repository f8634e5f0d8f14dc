using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>The author of a hidden text appeals.</summary>
[SignedIn("narrowed to the author by the hiding itself"), Official]
public sealed record AppealHiding(TextRef Text, string? Plea) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ModeratedTexts.PlaceAsync(db, caller, Text, stop);
}

public sealed class AppealHidingHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<AppealHiding, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AppealHiding request, CancellationToken stop)
    {
        if (await db.LastHidingAsync(request.Text, stop) is not { } hiding) return Refusal.NotFound;
        var text = await db.TextAsync(request.Text, stop);
        var already = await db.HidingAppeals.AnyAsync(a => a.HidingId == hiding.Id, stop);
        return HidingAppeal.Make(hiding, text.Said, desk.Caller.AccountId!.Value, desk.Caller.PersonId, request.Plea, already, time.GetUtcNow()).Map(made => { db.HidingAppeals.Add(made); return default(Done); });
    }
}

/// <summary>Somebody else than who hid a text decides on the appeal: it is shown again, or stays hidden.</summary>
[SignedIn("narrowed by the order of offices"), Official]
public sealed record AnswerHidingAppeal(TextRef Text, bool? ShowsAgain, string? Reason) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong() => Steps.YesOrNo.Wrong("showsAgain", ShowsAgain);

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ModeratedTexts.PlaceAsync(db, caller, Text, stop);
}

public sealed class AnswerHidingAppealHandler(ForumDb db, Desk desk, Offices offices, TimeProvider time) : IRequestHandler<AnswerHidingAppeal, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AnswerHidingAppeal request, CancellationToken stop)
    {
        if (await db.LastHidingAsync(request.Text, stop) is not { } hiding || await db.HidingAppeals.SingleOrDefaultAsync(a => a.HidingId == hiding.Id, stop) is not { } appeal) return Refusal.Conflict("hiding.no-appeal");
        var text = await db.TextAsync(request.Text, stop);
        if (await db.RecusedAsync(text.About, desk.Caller, stop) is { } recused) return recused;
        if (text.IsSaidOf(desk.Caller)) return Writers.Own;
        return await offices.HearsAsync(desk.Caller, text, hiding, appeal, stop) is { } by ? appeal.Settle(hiding, text.Said, request.ShowsAgain!.Value, request.Reason, by, time.GetUtcNow()) : Refusal.Forbidden;
    }
}
