using System.Security.Cryptography;
using System.Text;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Ledger;

/// <summary>The salt of a hash in the ledger. Deleted when the words behind it are erased.</summary>
public sealed class SealSalt
{
    public required string Digest { get; init; }
    public required string Topic { get; init; }
    public required string Salt { get; init; }

    /// <summary>What the ledger keeps of words: SHA-256 of the salt and the words, lower-case hex.</summary>
    public static string DigestOf(string salt, string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + words)));
}

public sealed class SealSaltMapping : IEntityTypeConfiguration<SealSalt>
{
    public void Configure(EntityTypeBuilder<SealSalt> salt)
    {
        salt.ToTable("SealSalts").HasAnnotation(WithoutRowId.Annotation, true);
        salt.HasKey(s => s.Digest);
        salt.HasIndex(s => s.Topic);
    }
}
