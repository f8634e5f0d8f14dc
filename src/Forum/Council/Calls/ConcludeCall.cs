using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>The committee says to everybody what came of a call, when each contribution has its outcome; nothing changes afterwards.</summary>
[SignedIn("the right to convene the hall, or standing in, which the handler asks for"), Official]
public sealed record ConcludeCall(CallId Call, string? Summary) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("summary", Summary, Domain.Council.Calls.Call.LongestSummary) is { } summary) yield return summary;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CallVisibility.PlaceAsync(db, caller, Call, stop);
}

public sealed class ConcludeCallHandler(ForumDb db, CallDesk desk, TimeProvider time) : IRequestHandler<ConcludeCall, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ConcludeCall request, CancellationToken stop)
    {
        var signed = await desk.SignAsync(request.Call, stop);
        if (!signed.Ok) return Outcome<Done>.Refused(signed.Refusals);
        // What an appeal may show again is owed an outcome.
        var hidden = db.Contributions.IgnoreAutoIncludes().Where(c => c.CallId == request.Call && c.Hidden != null && c.Outcome == ContributionOutcome.Pending);
        if (await db.Hidings.AnyAsync(h => h.Kind == TextKind.Contribution && hidden.Any(c => (Guid)(object)c.Id == h.TextId) && db.HidingAppeals.Any(a => a.HidingId == h.Id && a.Answer == null), stop)) return Refusal.Conflict("call.appeal-waits");
        return signed.Value.Call.Conclude(request.Summary, signed.Value.By, time.GetUtcNow()).Map(_ => default(Done));
    }
}
