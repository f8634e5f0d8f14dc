using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Council.Calls;

/// <summary>The committee gives a call more time, with a reason: only later, and before it is over.</summary>
[SignedIn("the right to convene the hall, or standing in, which the handler asks for"), Official]
public sealed record ProlongCall(CallId Call, DateTimeOffset? ClosesAt, string? Reason) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (ClosesAt is null) yield return Refusal.Invalid("closesAt", "call.until");
        if (Words.Check("reason", Reason, Domain.Council.Calls.Call.LongestReason) is { } reason) yield return reason;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CallVisibility.PlaceAsync(db, caller, Call, stop);
}

public sealed class ProlongCallHandler(CallDesk desk, TimeProvider time) : IRequestHandler<ProlongCall, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ProlongCall request, CancellationToken stop) =>
        (await desk.SignAsync(request.Call, stop)).Then(signed => signed.Call.Prolong(request.ClosesAt!.Value, request.Reason, signed.By, time.GetUtcNow())).Map(_ => default(Done));
}

/// <summary>The committee calls a call off before it is answered, with a reason that everybody who took part is told.</summary>
[SignedIn("the right to convene the hall, or standing in, which the handler asks for"), Official]
public sealed record CallOffCall(CallId Call, string? Reason) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("reason", Reason, Domain.Council.Calls.Call.LongestReason) is { } reason) yield return reason;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CallVisibility.PlaceAsync(db, caller, Call, stop);
}

public sealed class CallOffCallHandler(CallDesk desk, TimeProvider time) : IRequestHandler<CallOffCall, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(CallOffCall request, CancellationToken stop) =>
        (await desk.SignAsync(request.Call, stop)).Then(signed => signed.Call.CallOff(request.Reason, signed.By, time.GetUtcNow()));
}
