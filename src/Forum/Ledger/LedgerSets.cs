using Forum.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();
}
