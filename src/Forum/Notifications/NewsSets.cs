using Forum.Domain.Notifications;
using Forum.Notifications;
using Forum.Notifications.Mail;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<NewsRow> News => Set<NewsRow>();
    public DbSet<PassOnRow> PassOns => Set<PassOnRow>();
    public DbSet<NoticeChoice> NoticeChoices => Set<NoticeChoice>();
    public DbSet<MailAddress> MailAddresses => Set<MailAddress>();
    public DbSet<MailRow> Mails => Set<MailRow>();
    public DbSet<Telling> Tellings => Set<Telling>();
}
