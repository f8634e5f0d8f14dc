using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Notifications.Mail;

public enum MailKind
{
    /// <summary>One line, at once.</summary>
    Line = 1,
    /// <summary>The lines of a day or a week.</summary>
    Digest,
    /// <summary>The code that proves an address.</summary>
    Code,
}

public enum MailState
{
    Waiting = 1,
    Sent,
    /// <summary>There was nothing to say any more: read on the portal, muted, not to be seen, or no address.</summary>
    Dropped,
    /// <summary>It could not be delivered.</summary>
    GivenUp,
}

/// <summary>
/// A mail to be sent, written in the transaction of what it tells. It holds neither address nor words: both are looked up
/// when it is sent, so that it says nothing which its reader may no longer see. Its id is the Message-ID, by which a second
/// sending after a crash is known.
/// </summary>
public sealed class MailRow
{
    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }
    public required PlaceId CommunityId { get; init; }
    public required MailKind Kind { get; init; }

    /// <summary>What it tells; one of a kind for each account.</summary>
    public required string Key { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>A code that is sent, protected; gone once it is.</summary>
    public string? Secret { get; set; }
    public MailState State { get; set; } = MailState.Waiting;
    public int Attempts { get; set; }

    /// <summary>Not before then, by the real clock: the lease of whoever sends it, or the wait after a failure.</summary>
    public DateTimeOffset NotBefore { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public string? Failure { get; set; }
}

public sealed class MailMapping : IEntityTypeConfiguration<MailRow>, IEntityTypeConfiguration<MailAddress>
{
    public void Configure(EntityTypeBuilder<MailRow> mail)
    {
        mail.ToTable("Mails");
        mail.HasKey(m => m.Id);
        mail.Property(m => m.Id).ValueGeneratedNever();
        // Queued twice is sent once.
        mail.HasIndex(m => new { m.AccountId, m.Key }).IsUnique();
        mail.HasIndex(m => new { m.State, m.NotBefore });
        mail.HasIndex(m => new { m.AccountId, m.At });
        mail.Property(m => m.Key).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<MailAddress> address)
    {
        address.ToTable("MailAddresses");
        address.HasKey(a => a.AccountId);
        address.Property(a => a.Address).HasMaxLength(MailAddress.Longest);
        address.Property(a => a.Pending).HasMaxLength(MailAddress.Longest);
        address.HasIndex(a => a.CodeHash);
    }
}

public static class MailAddresses
{
    /// <summary>Those that are proven, take mail, and want it.</summary>
    public static IQueryable<MailAddress> TakingMail(this IQueryable<MailAddress> addresses) => addresses.Where(a => a.Address != null && a.RefusedAt == null && !a.Paused);
}
