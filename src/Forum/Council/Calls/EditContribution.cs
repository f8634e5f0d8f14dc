using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>Whoever wrote a contribution changes its words while the call is open; that they were changed is shown.</summary>
/// <param name="Edits">How often they had been changed when the writer read them; where that is no longer so, nothing is overwritten.</param>
[SignedIn("one's own words, wherever one lives now"), Official]
public sealed record EditContribution(CallId Call, int? Number, string? Body, int? Edits = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("body", Body, Contribution.LongestBody) is { } body) yield return body;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CallVisibility.PlaceAsync(db, caller, Call, stop);
}

public sealed class EditContributionHandler(ForumDb db, Desk desk, TalkLimits limits, TimeProvider time) : IRequestHandler<EditContribution, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EditContribution request, CancellationToken stop)
    {
        var call = await db.Calls.SingleAsync(c => c.Id == request.Call, stop);
        if (await db.Contributions.SingleOrDefaultAsync(c => c.CallId == request.Call && c.Number == request.Number, stop) is not { } contribution) return Refusal.NotFound;
        if (await db.RecusedFromOthersAsync(contribution, call, desk.Caller, stop) is { } recused) return recused;
        if (Overtaken.Check("contribution.newer", request.Edits + 1, contribution.Edits + 1) is { } newer) return newer;
        if (await limits.BarsWordsAsync(call.CommunityId, request.Body, stop) is { } barred) return barred;
        var said = await db.SaidAsync(call.Id, contribution.Speaker, stop);
        return Markdown.Render("body", Plain.Lines(request.Body), Contribution.LongestBody)
            .Then(body => call.Edit(contribution, desk.Caller.AccountId!.Value, body, said, time.GetUtcNow()))
            .Map(old => { db.Add(old); return default(Done); });
    }
}
