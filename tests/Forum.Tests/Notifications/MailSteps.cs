using System.Text.RegularExpressions;
using Forum.Foundation.Storage;
using Forum.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Forum.Tests.Notifications;

/// <summary>What a story about mail is made of.</summary>
internal static partial class MailSteps
{
    /// <summary>A mail that was written, with who it went to.</summary>
    public static async Task<IReadOnlyList<MimeMessage>> FilesAsync(this ForumHost host)
    {
        await host.SendMailAsync();
        var folder = Path.Combine(host.Folder, "mail");
        if (!Directory.Exists(folder)) return [];
        List<MimeMessage> all = [];
        foreach (var file in Directory.GetFiles(folder).Order()) all.Add(await MimeMessage.LoadAsync(file));
        return all;
    }

    /// <summary>Mails to somebody, in the order in which they were queued.</summary>
    public static async Task<IReadOnlyList<MimeMessage>> FilesToAsync(this ForumHost host, string address) => [.. (await host.FilesAsync()).Where(m => m.To.Mailboxes.Single().Address == address).OrderBy(m => m.MessageId)];

    /// <summary>Tells everything and sends all that is due.</summary>
    public static async Task SendMailAsync(this ForumHost host)
    {
        await host.DrainAsync();
        // By hand or by the portal's own round, whichever claims it first. What failed waits for another time.
        while (await host.DbAsync(db => WaitingAsync(db))) await host.Services.GetRequiredService<PostOffice>().RoundAsync(default);
    }

    private static Task<bool> WaitingAsync(ForumDb db)
    {
        var now = TimeProvider.System.GetUtcNow();
        return db.Mails.AnyAsync(m => m.State == MailState.Waiting && (m.NotBefore <= now || m.Failure == null));
    }

    /// <summary>The wait after a failure is over.</summary>
    public static Task PassTheWaitAsync(this ForumHost host) => host.DbAsync(db => db.Mails.Where(m => m.State == MailState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(m => m.NotBefore, DateTimeOffset.UnixEpoch).SetProperty(m => m.Failure, (string?)null)));

    /// <summary>Somebody gives an address and proves it with the code that was mailed there.</summary>
    public static async Task ProvenAsync(this ForumHost host, string who, string address, string language = "zh")
    {
        Forum.Foundation.Web.LanguageChoice.Speak(language);
        Assert.True((await host.SendAsync(who, new GiveAddress(address))).Ok);
        var mail = (await host.FilesToAsync(address))[^1];
        Assert.True((await host.SendAsync("auditor", new ConfirmAddress(CodeIn(mail)))).Ok);
    }

    public static string CodeIn(MimeMessage mail) => Code().Match(mail.TextBody!).Value;

    [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex Code();
}
