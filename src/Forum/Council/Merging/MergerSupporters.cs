using Forum.Council.Spoken;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Merging;

/// <summary>Whom a merger asks, and where a question went on to.</summary>
public sealed class MergerSupporters(ForumDb db)
{
    /// <summary>Whom a yes asks, as <see cref="Supporter.ToAsk"/> has it.</summary>
    public async Task<IReadOnlyList<Supporter>> ToAskAsync(ProposalMerger merger, CancellationToken stop)
    {
        var (before, others) = (await AgreedAsync(merger.From, stop), await AgreedAsync(merger.Into, stop));
        var replied = await db.MergerReplies.AsNoTracking().Where(r => before.Contains(r.MergerId)).Select(r => r.AccountId).ToListAsync(stop);
        var said = await db.SpokenMergerReplies.AsNoTracking().Where(r => before.Contains(r.MergerId)).Select(r => r.PersonId).ToListAsync(stop);
        return Supporter.ToAsk(
            await MadeAsync([.. (await db.Endorsements.AsNoTracking().Where(e => e.ProposalId == merger.From).Select(e => e.AccountId).ToListAsync(stop)).Select(a => (merger.From, a))], [.. (await db.SpokenSupportersAsync(merger.From, stop)).Select(p => (merger.From, p))], stop),
            await AskedAsync(before, stop), await MadeAsync([.. replied.Select(a => (merger.From, a))], [.. said.Select(p => (merger.From, p))], stop), await AskedAsync(others, stop));
    }

    /// <summary>The last of the mergers by which a proposal that took another in went on; nothing where it stayed.</summary>
    public async Task<ProposalMerger?> OnAsync(ProposalId into, CancellationToken stop)
    {
        ProposalMerger? last = null;
        while (await db.ProposalMergers.AsNoTracking().SingleOrDefaultAsync(m => m.From == into && m.Agreed == true, stop) is { } next) (last, into) = (next, next.Into);
        return last;
    }

    private Task<List<ProposalMergerId>> AgreedAsync(ProposalId into, CancellationToken stop) => db.ProposalMergers.AsNoTracking().Where(m => m.Into == into && m.Agreed == true).Select(m => m.Id).ToListAsync(stop);

    private async Task<IReadOnlyList<Supporter>> AskedAsync(List<ProposalMergerId> mergers, CancellationToken stop)
    {
        var byAccount = await db.MergerAsks.AsNoTracking().Where(a => mergers.Contains(a.MergerId)).ToListAsync(stop);
        var byWord = await db.SpokenMergerAsks.AsNoTracking().Where(a => mergers.Contains(a.MergerId)).ToListAsync(stop);
        return await MadeAsync([.. byAccount.Select(a => (a.Endorsed, a.AccountId))], [.. byWord.Select(a => (a.Endorsed, a.PersonId))], stop);
    }

    private async Task<IReadOnlyList<Supporter>> MadeAsync(List<(ProposalId Of, AccountId Who)> byAccount, List<(ProposalId Of, PersonId Who)> byWord, CancellationToken stop)
    {
        var ids = byAccount.Select(a => a.Who.Value).Distinct().ToList();
        var people = await db.Accounts.AsNoTracking().Where(a => a.PersonId != null && ids.Contains(a.Id)).Select(a => new { a.Id, Person = a.PersonId!.Value }).ToDictionaryAsync(a => a.Id, a => a.Person, stop);
        return [.. byAccount.Select(a => new Supporter(a.Of, a.Who, people.TryGetValue(a.Who.Value, out var person) ? person : null)), .. byWord.Select(w => new Supporter(w.Of, null, w.Who))];
    }
}

public static class MergerAsking
{
    /// <summary>Whether somebody is asked: by their account, or as a person whose endorsement was written down.</summary>
    public static async Task<bool> IsAskedAsync(this ForumDb db, ProposalMergerId merger, AccountId account, PersonId? person, CancellationToken stop) =>
        await db.MergerAsks.AnyAsync(a => a.MergerId == merger && a.AccountId == account, stop) || await db.SpokenMergerAsks.AnyAsync(a => a.MergerId == merger && a.PersonId == person, stop);

    /// <summary>The accounts that a merger asks: of those who endorsed the one that went, or of those who had endorsed what went into it.</summary>
    public static async Task<HashSet<AccountId>> AskedAccountsAsync(this ForumDb db, ProposalMergerId merger, ProposalId went, bool carried, CancellationToken stop)
    {
        HashSet<AccountId> all = [.. await db.MergerAsks.AsNoTracking().Where(a => a.MergerId == merger && (a.Endorsed != went) == carried).Select(a => a.AccountId).ToListAsync(stop)];
        all.UnionWith((await db.AccountsOfAsync(await db.SpokenMergerAsks.AsNoTracking().Where(a => a.MergerId == merger && (a.Endorsed != went) == carried).Select(a => a.PersonId).ToListAsync(stop), stop)).Values);
        return all;
    }
}
