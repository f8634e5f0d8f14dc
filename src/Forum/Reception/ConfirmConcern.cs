using Forum.Council.Moderation;
using Forum.Domain.Evaluations;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Reception;

/// <summary>Whoever raised it confirms that it is done, which closes it and asks those concerned, or sends it back with a reason.</summary>
[SignedIn("only whoever raised it, which the concern itself checks"), Official]
public sealed record ConfirmConcern(ConcernId Id, bool? Satisfied, string? Remark) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Satisfied is null) yield return Refusal.Invalid("satisfied", "satisfied.missing");
        if (Satisfied is false && Words.IsBlank(Remark)) yield return Refusal.Invalid("remark", "remark.missing");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ConcernVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class ConfirmConcernHandler(ForumDb db, ConcernDesk desk, ConcernAsked asked, Desk caller, TalkLimits limits) : IRequestHandler<ConfirmConcern, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ConfirmConcern request, CancellationToken stop)
    {
        var (concern, _, deadlines) = await desk.TakeAsync(request.Id, stop);
        if (concern.RaisedBy.AccountId != caller.Caller.AccountId) return Refusal.Barred("concern.not-yours");
        if (concern.Visibility == Visibility.Public && await limits.BarsWordsAsync(concern.CommunityId, request.Remark, stop, "remark") is { } barred) return barred;
        var confirmed = concern.Confirm(concern.RaisedBy with { Name = caller.Caller.Name }, request.Satisfied!.Value, request.Remark, deadlines, desk.Now);
        if (confirmed.Ok && concern.Status == ConcernStatus.Confirmed) db.Surveys.Add(Survey.Of(concern.CommunityId, concern.Topic, desk.Now, await asked.OfAsync(concern, stop)));
        return confirmed;
    }
}
