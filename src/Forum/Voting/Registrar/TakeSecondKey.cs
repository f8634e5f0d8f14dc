using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Registrar;

/// <summary>The supervision committee's device sends the public half of the key that it made for a poll.</summary>
/// <param name="Instead">The hash of the key that it replaces, before the opening.</param>
[Requires(Right.Countersign), Official]
public sealed record TakeSecondKey(PollId Id, byte[]? Key, string? Instead) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Key is not { Length: < 1000 } || !VotingToken.IsKey(Key)) yield return Refusal.Invalid("key", "registrar.key-wrong");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class TakeSecondKeyHandler(ForumDb db, Desk desk, SecondRegistrars seconds, PollBinding binding) : IRequestHandler<TakeSecondKey, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(TakeSecondKey request, CancellationToken stop)
    {
        if (await seconds.RecusedAsync(desk.Caller, request.Id, stop) is { } recused) return recused;
        var poll = await db.Polls.SingleAsync(p => p.Id == request.Id, stop);
        var before = await db.SecondKeys.SingleOrDefaultAsync(k => k.PollId == request.Id, stop);
        if (await binding.DraftChangedAsync(poll, stop) is { } changed) return changed;
        var last = poll.SecondKeyHash;
        return poll.TakeSecondKey(VotingToken.HashOf(request.Key), request.Instead).Map(done =>
        {
            if (poll.SecondKeyHash != last) poll.Bound();
            if (before is null) db.SecondKeys.Add(new() { PollId = poll.Id, Public = request.Key! });
            else before.Public = request.Key!;
            return done;
        });
    }
}

/// <summary>The supervision committee says that it deleted its key, once the poll closed; whoever has the key, with an interest too.</summary>
[Requires(Right.Countersign), Official]
public sealed record ReportSecondKeyGone(PollId Id) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class ReportSecondKeyGoneHandler(ForumDb db, TimeProvider time) : IRequestHandler<ReportSecondKeyGone, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ReportSecondKeyGone request, CancellationToken stop)
    {
        var key = await db.SecondKeys.SingleOrDefaultAsync(k => k.PollId == request.Id, stop);
        // Said twice is said once.
        if (key is { DestroyedAt: not null }) return Outcome.Done;
        return (await db.Polls.SingleAsync(p => p.Id == request.Id, stop)).SecondKeyGone().Map(done =>
        {
            key!.DestroyedAt = time.GetUtcNow();
            return done;
        });
    }
}
