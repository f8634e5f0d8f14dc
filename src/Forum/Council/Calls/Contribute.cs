using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>Somebody whom a call asks answers it, in their own name or their body's.</summary>
[Requires(Right.TakePart), Official]
public sealed record Contribute(CallId Call, string? Body, UnitId? OnBehalfOf = null) : ICommand<ContributedAs>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("body", Body, Contribution.LongestBody) is { } body) yield return body;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CallVisibility.PlaceAsync(db, caller, Call, stop);
}

public sealed record ContributedAs(ContributionId Id, int Number);

public sealed class ContributeHandler(ForumDb db, Desk desk, IdSource ids, TalkLimits limits, TimeProvider time) : IRequestHandler<Contribute, Outcome<ContributedAs>>
{
    public async Task<Outcome<ContributedAs>> Handle(Contribute request, CancellationToken stop)
    {
        var call = await db.Calls.SingleAsync(c => c.Id == request.Call, stop);
        var path = await db.PathAsync(call.PlaceId, stop);
        if (desk.Caller.Sign(request.OnBehalfOf is null ? Right.TakePart : Right.SpeakForUnit, path, request.OnBehalfOf) is not { } by) return Refusal.Forbidden;
        if (request.OnBehalfOf is null && !await db.IsAskedAsync(desk.Caller, path, stop)) return Refusal.Barred("call.not-asked");
        if (await limits.BarsAsync(call.CommunityId, request.Body, stop) is { } barred) return barred;
        return await db.TakeAsync(call, ids.New<ContributionId>(), new(by, desk.Caller.PersonId, null, ContributionChannel.Online), request.Body, time.GetUtcNow(), stop);
    }
}

public static class Takings
{
    /// <summary>Why the caller may not touch what they wrote down for somebody; nothing where these are their own words, or they have no interest in the matter.</summary>
    public static async Task<Refusal?> RecusedFromOthersAsync(this ForumDb db, Contribution contribution, Call call, Caller caller, CancellationToken stop) =>
        contribution.From is { } from && from.PersonId != caller.PersonId ? await db.RecusedFromAsync(Recusal.InCall(call.Id, call.Matter), caller, stop) : null;

    /// <summary>What somebody said to a call and did not take back.</summary>
    public static Task<List<Contribution>> SaidAsync(this ForumDb db, CallId call, Guid speaker, CancellationToken stop) =>
        db.Contributions.IgnoreAutoIncludes().Where(c => c.CallId == call && c.Speaker == speaker && c.WithdrawnAt == null).ToListAsync(stop);

    /// <summary>Takes what somebody says, beside what they said before.</summary>
    public static async Task<Outcome<ContributedAs>> TakeAsync(this ForumDb db, Call call, ContributionId id, Voice voice, string? body, DateTimeOffset now, CancellationToken stop)
    {
        var said = await db.SaidAsync(call.Id, voice.Speaker, stop);
        return Markdown.Render("body", Plain.Lines(body), Contribution.LongestBody).Then(words => call.Take(id, voice, words, said, now)).Map(given => { db.Contributions.Add(given); return new ContributedAs(given.Id, given.Number); });
    }
}
