using Forum.Domain.Voting;

namespace Forum.Voting.Record;

/// <summary>Whether an open poll, what binds it and all that its count rests on, is as the portal saved it: what somebody changed past the portal decides nothing.</summary>
public sealed class PollAsSaved(PollBinding binding, SealedRows rows, PollInLedger ledger, PublicRecord record)
{
    public async Task<bool> HoldsAsync(Poll poll, CancellationToken stop) => (await binding.ChangedAsync(poll, stop)).Count == 0 && (await rows.WrongAsync(poll, stop)).Count == 0 && (await ledger.WrongAsync(poll, stop)).Count == 0;

    /// <summary>What of an open poll was changed, so that it cannot close; of no row whose it is.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync(Poll poll, CancellationToken stop) =>
        [.. await binding.ChangedAsync(poll, stop), .. (await CountFaultsAsync(poll, stop)).Select(f => f.What)];

    private async Task<IReadOnlyList<SealedFault>> CountFaultsAsync(Poll poll, CancellationToken stop) => await CountFaultsAsync(poll, await ledger.ReadAsync(poll, stop), stop);

    /// <summary>What of an opened poll's rows and published ballots is not as it was saved, or not as the ledger knows it.</summary>
    public async Task<IReadOnlyList<SealedFault>> CountFaultsAsync(Poll poll, IReadOnlyList<ToldAct> told, CancellationToken stop)
    {
        List<SealedFault> faults = [.. (await ledger.WrongAsync(poll, told, stop)).Select(f => new SealedFault(f)), .. await rows.WrongAsync(poll, stop)];
        if (poll.Secrecy == Secrecy.Secret) faults.AddRange((await record.WrongAsync(poll, stop)).Select(f => new SealedFault(f)));
        return faults;
    }
}
