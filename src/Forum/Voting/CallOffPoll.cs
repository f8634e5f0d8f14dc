using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Forum.Voting.Registrar;
using Forum.Voting.Tokens;
using Forum.Voting.Unconfirmed;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>Calls a poll off that is not open yet, that was changed past the portal and therefore cannot close, or that nobody of the second registrar may sign for any more.</summary>
[SignedIn("the right of the poll's electorate at its place, which the handler asks for"), Official]
public sealed record CallOffPoll(PollId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class CallOffPollHandler(ForumDb db, Desk desk, PollHolders holders, PollAsSaved saved, PollBinding binding, SecondRegistrars seconds, BallotBox box, TimeProvider time) : IRequestHandler<CallOffPoll, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(CallOffPoll request, CancellationToken stop)
    {
        var held = await holders.HeldAsync(desk.Caller, request.Id, stop);
        if (!held.Ok) return Outcome<Done>.Refused(held.Refusals);
        var poll = held.Value;
        var changes = poll.State == PollState.Open ? await FaultsAsync(poll, stop) : null;
        // A key file can be moved away by whoever does not like how it goes, and be put back; only when the poll should have closed is it lost, in sight of all.
        if (changes is { Count: 0 } && await binding.LacksKeyAsync(poll, stop))
        {
            if (box.LastKey(poll.Id) is not null || !await db.Polls.OverBy(time.GetUtcNow() - PollsToClose.Grace, db).AnyAsync(p => p.Id == poll.Id, stop)) return Refusal.Conflict("poll.key-away");
            changes = [PollBinding.KeyGone];
        }
        var off = poll.CallOff(request.Reason, changes);
        if (!off.Ok) return off;
        await db.LapseUnconfirmedAsync(poll, time.GetUtcNow(), stop);
        await db.UnwrapNoMoreAsync(poll.Id, stop);
        return off;
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(Poll poll, CancellationToken stop) =>
        await saved.ChangesAsync(poll, stop) is { Count: > 0 } changed ? changed : await seconds.StuckAsync(poll, time.GetUtcNow(), stop) ? [SecondRegistrars.Fault] : [];
}

internal static class EndedKeys
{
    /// <summary>What is left of a poll's key in the database goes with the poll, where it has one.</summary>
    internal static async Task UnwrapNoMoreAsync(this ForumDb db, PollId poll, CancellationToken stop)
    {
        if (await db.PollKeys.SingleOrDefaultAsync(k => k.PollId == poll, stop) is { } key) key.Wrapped = null;
    }
}
