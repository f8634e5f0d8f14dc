using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Council.Voices;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>The committee asks the people of a place for input, until a day; at once, and as it stands.</summary>
/// <param name="PlaceId">A community, grid or building; the caller's community where none is named.</param>
/// <param name="Groups">Whose word is wanted above all, by the keys of <see cref="PlaceGroups"/>.</param>
/// <param name="Matter">What it serves: the topic of a proposal, or of a public concern.</param>
[Requires(Right.ConveneHall), Official]
public sealed record OpenCall(string? Title, string? Body, PlaceId? PlaceId, DateTimeOffset? ClosesAt, IReadOnlyList<string>? Groups = null, string? Matter = null, string? EnglishTitle = null, string? EnglishBody = null)
    : ICommand<OpenedCall>, IAt, IShaped
{
    public bool HasEnglish => !Words.IsBlank(EnglishTitle) || !Words.IsBlank(EnglishBody);

    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("title", Title, Call.LongestTitle) is { } title) yield return title;
        if (Words.Check("body", Body, Call.LongestBody) is { } body) yield return body;
        if (HasEnglish && Words.Check("englishTitle", EnglishTitle, Call.LongestTitle) is { } englishTitle) yield return englishTitle;
        if (HasEnglish && Words.Check("englishBody", EnglishBody, Call.LongestBody) is { } englishBody) yield return englishBody;
        if (ClosesAt is null) yield return Refusal.Invalid("closesAt", "call.until");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.Where(p => p.Id == (PlaceId ?? caller.CommunityId) && p.Level >= PlaceLevel.Community && p.Level < PlaceLevel.Home).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed record OpenedCall(CallId Id, string Number);

public sealed class OpenCallHandler(ForumDb db, Desk desk, IdSource ids, Counters counters, PlaceGroups groups, CallMatters matters, TimeProvider time) : IRequestHandler<OpenCall, Outcome<OpenedCall>>
{
    public async Task<Outcome<OpenedCall>> Handle(OpenCall request, CancellationToken stop)
    {
        var place = await db.Places.SingleAsync(p => p.Id == (request.PlaceId ?? desk.Caller.CommunityId), stop);
        if (desk.Caller.Sign(Right.ConveneHall, place.Path) is not { } by) return Refusal.Forbidden;
        if (request.Groups is { Count: > 0 } asked && (await groups.ListAsync(new(place.CommunityId, place.Path), stop)).Select(g => g.Key).ToHashSet() is var known && !asked.All(known.Contains)) return Refusal.Invalid("groups", "voices.no-group");
        var matter = string.IsNullOrEmpty(request.Matter) ? null : request.Matter;
        if (matter is not null && await matters.TitleAsync(matter, stop) is null) return Refusal.Invalid("matter", "call.matter");
        if (await db.RecusedAsync(Recusal.InMatter(matter), desk.Caller, stop) is { } recused) return recused;
        var number = await counters.NextAsync("call", stop);
        return Text(request.Title, "body", request.Body)
            .Then(text => (request.HasEnglish ? Text(request.EnglishTitle, "englishBody", request.EnglishBody).Map(e => (CallText?)e) : (CallText?)null)
                .Then(english => Call.Open(ids.New<CallId>(), number, place, text, english, request.Groups ?? [], request.ClosesAt!.Value, matter, by, time.GetUtcNow())))
            .Map(call => { db.Calls.Add(call); return new OpenedCall(call.Id, call.Number); });
    }

    private static Outcome<CallText> Text(string? title, string field, string? body) => Markdown.Render(field, Plain.Lines(body), Call.LongestBody).Map(b => new CallText(title!, b));
}
