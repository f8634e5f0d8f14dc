using Forum.Domain.Ledger;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Ledger;

public sealed class LedgerMapping : IEntityTypeConfiguration<LedgerRow>
{
    public void Configure(EntityTypeBuilder<LedgerRow> row)
    {
        row.ToTable("Ledger").HasAnnotation(WithoutRowId.Annotation, true);
        row.HasKey(r => new { r.CommunityId, r.Seq });
        row.HasIndex(r => r.Subject);
    }
}
