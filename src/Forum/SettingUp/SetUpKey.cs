using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.SettingUp;

/// <summary>The right to set an empty portal up: whoever reads the program's own output at its start holds the key. Only its hash is kept.</summary>
public sealed class SetUpKey
{
    public required string Hash { get; init; }
}

public sealed class SetUpKeyMapping : IEntityTypeConfiguration<SetUpKey>
{
    public void Configure(EntityTypeBuilder<SetUpKey> key) => key.ToTable("SetUpKeys").HasKey(k => k.Hash);
}
