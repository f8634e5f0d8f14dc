using Forum.Domain.Voting;

namespace Forum.Voting.Record;

/// <summary>Whether an open poll, what binds it and all that its count rests on, is as the portal saved it: what somebody changed past the portal decides nothing.</summary>
public sealed class PollAsSaved(PollBinding binding, SealedRows rows)
{
    public async Task<bool> HoldsAsync(Poll poll, CancellationToken stop) => (await binding.ChangedAsync(poll, stop)).Count == 0 && (await rows.WrongAsync(poll, stop)).Count == 0;
}
