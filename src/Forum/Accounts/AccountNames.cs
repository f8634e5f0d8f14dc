using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Accounts;

/// <summary>What accounts are called.</summary>
public static class AccountNames
{
    // The key of Identity's table is a bare Guid, which no query joins with an id of a type of its own.
    public static async Task<IReadOnlyDictionary<AccountId, string>> NamesOfAsync(this ForumDb db, IEnumerable<AccountId> accounts, CancellationToken stop)
    {
        var ids = accounts.Select(a => a.Value).Distinct().ToList();
        return await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => new AccountId(a.Id), a => a.DisplayName, stop);
    }
}
