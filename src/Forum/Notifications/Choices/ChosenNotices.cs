using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Foundation.Storage;
using Forum.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Notifications.Choices;

/// <summary>What follows from somebody's choices for one line: whether the portal shows it, and how often it is mailed.</summary>
public readonly record struct ChosenNotice(bool IsShown, Frequency Mailed);

/// <summary>The choices of several people for one kind of line about one matter.</summary>
public sealed record ChosenBy(NewsKind Kind, IReadOnlySet<AccountId> Mailed, ILookup<AccountId, NoticeChoice> Choices, string? Topic)
{
    public ChosenNotice Of(AccountId who)
    {
        var ofMatter = Topic is null ? null : Choices[who].FirstOrDefault(c => c.About == Topic)?.Frequency;
        var ofKind = Choices[who].FirstOrDefault(c => c.About == NoticeChoice.Of(Kind))?.Frequency;
        return new(NoticeRules.IsShown(Kind, ofMatter), Mailed.Contains(who) ? NoticeRules.For(Kind, ofMatter, ofKind) : Frequency.Never);
    }
}

/// <summary>Asks who chose what. Whoever has no address that takes mail, or wants none, is mailed nothing.</summary>
public sealed class ChosenNotices(ForumDb db, MailSettings mail)
{
    public async Task<ChosenBy> OfAsync(IReadOnlyCollection<AccountId> whom, NewsKind kind, string? topic, CancellationToken stop)
    {
        string[] about = topic is null ? [NoticeChoice.Of(kind)] : [NoticeChoice.Of(kind), topic];
        var mailed = mail.Works ? await db.MailAddresses.AsNoTracking().Where(a => whom.Contains(a.AccountId)).TakingMail().Select(a => a.AccountId).ToListAsync(stop) : [];
        var choices = await db.NoticeChoices.AsNoTracking().Where(c => whom.Contains(c.AccountId) && about.Contains(c.About)).ToListAsync(stop);
        return new(kind, mailed.ToHashSet(), choices.ToLookup(c => c.AccountId), topic);
    }
}

public static class NoticeChoices
{
    /// <summary>Keeps a choice for a kind or a matter, in place of the one before.</summary>
    public static async Task ChooseAsync(this ForumDb db, AccountId who, string about, Frequency? frequency, CancellationToken stop)
    {
        if (await db.NoticeChoices.SingleOrDefaultAsync(c => c.AccountId == who && c.About == about, stop) is { } row) row.Frequency = frequency;
        else db.Add(NoticeChoice.Make(who, about, frequency));
    }
}

public sealed class NoticeChoiceMapping : IEntityTypeConfiguration<NoticeChoice>
{
    public void Configure(EntityTypeBuilder<NoticeChoice> choice)
    {
        choice.ToTable("NoticeChoices");
        choice.HasKey(c => new { c.AccountId, c.About });
        choice.HasIndex(c => c.About);
        choice.Property(c => c.About).HasMaxLength(NoticeChoice.LongestTopic);
    }
}
