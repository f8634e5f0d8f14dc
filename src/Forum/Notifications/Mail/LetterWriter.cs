using Forum.Domain.Notifications;
using Forum.Accounts;
using Forum.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Shell;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MimeKit.Utils;

namespace Forum.Notifications.Mail;

/// <summary>
/// Writes a mail when it is sent: to the address of that moment, in its reader's language, with those lines only that its
/// reader may still see, has not read, and has not muted. Nothing where nothing is left.
/// </summary>
public sealed class LetterWriter(ForumDb db, ICallers callers, TextBook texts, NewsWords words, MailQueue queue, MuteTokens mutes, MailSettings settings, PublicAddress address, CommunityNames communities)
{
    /// <summary>The longest subject.</summary>
    private const int LongestSubject = 120;

    public async Task<MimeMessage?> WriteAsync(MailRow mail, CancellationToken stop)
    {
        if (await db.MailAddresses.AsNoTracking().SingleOrDefaultAsync(a => a.AccountId == mail.AccountId, stop) is not { } to) return null;
        LanguageChoice.Speak(to.Language);
        if (mail.Kind == MailKind.Code) return await CodeAsync(mail, to);
        if (to is not { Address: { } there, RefusedAt: null, Paused: false } || await callers.FindAsync(mail.AccountId, stop) is not { } reader) return null;
        var muted = await db.NoticeChoices.AsNoTracking().Where(c => c.AccountId == mail.AccountId && c.Frequency == Frequency.Never).Select(c => c.About).ToListAsync(stop);
        var rows = await db.News.AsNoTracking().VisibleTo(reader, db).Where(n => n.MailId == mail.Id && n.ReadAt == null).OrderBy(n => n.OutboxId).ToListAsync(stop);
        rows.RemoveAll(r => (r.Matter is { } matter && muted.Contains(matter)) || muted.Contains(NoticeChoice.Of(r.Kind)));
        await LeaveOutGoneAsync(rows, stop);
        if (rows.Count == 0) return null;
        var groups = LetterGroup.Of(rows, words, texts);
        var subject = mail.Kind == MailKind.Line ? words.Of(rows[0]) : texts["mail.digest-subject", ("count", groups.Sum(g => g.Lines.Count))];
        var about = mail.Kind == MailKind.Line ? rows[0].Matter ?? NoticeChoice.Of(rows[0].Kind) : MuteTokens.Everything;
        var letter = await EnvelopeAsync(mail, there, subject);
        var mute = mutes.Make(mail.AccountId, about);
        letter.Headers.Add("List-Unsubscribe", $"<{address.Of($"/mail/one-click?t={mute}")}>");
        letter.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        letter.Body = new LetterBody(texts, address, groups, group => group.Matter is { } topic ? mutes.Make(mail.AccountId, topic) : null, mute).Make();
        return letter;
    }

    // What was said and is hidden or taken back since is nothing to come and read.
    private async Task LeaveOutGoneAsync(List<NewsRow> rows, CancellationToken stop)
    {
        static CommentId? Said(NewsRow row) => row.Kind == NewsKind.Talk && Guid.TryParse(row.Href.Split("#c-")[^1], out var id) ? new(id) : null;
        List<CommentId> said = [.. rows.Select(Said).OfType<CommentId>().Distinct()];
        if (said.Count == 0) return;
        var there = await db.Comments.Shown().Where(c => said.Contains(c.Id)).Select(c => c.Id).ToListAsync(stop);
        rows.RemoveAll(r => Said(r) is { } id && !there.Contains(id));
    }

    // An address that was changed since has another code; this one leads nowhere.
    private async Task<MimeMessage?> CodeAsync(MailRow mail, MailAddress to)
    {
        if (queue.SecretOf(mail) is not { } code || to.Pending is null || to.CodeHash != Codes.HashOf(code)) return null;
        var name = (await db.NamesOfAsync([mail.AccountId], default)).GetValueOrDefault(mail.AccountId, "");
        var letter = await EnvelopeAsync(mail, to.Pending, texts["mail.code-subject"]);
        letter.Body = new TextPart("plain") { Text = texts["mail.code-body", ("name", name), ("code", code), ("link", address.Of($"/mail/confirm?code={code}"))] };
        return letter;
    }

    private async Task<MimeMessage> EnvelopeAsync(MailRow mail, string to, string subject)
    {
        var letter = new MimeMessage { Subject = OneLine(subject), Date = mail.At, MessageId = $"{mail.Id:N}@{address.Host}" };
        letter.From.Add(new MailboxAddress(OneLine($"{texts["shell.name"]} {await communities.OfAsync(mail.CommunityId)}"), settings.From.Address));
        letter.To.Add(new MailboxAddress(null, to));
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        return letter;
    }

    // What people wrote never breaks a header line, and a title no subject.
    internal static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= LongestSubject ? line : line[..(char.IsHighSurrogate(line[LongestSubject - 1]) ? LongestSubject - 1 : LongestSubject)] + "…";
    }
}

/// <summary>The lines of one matter, each once.</summary>
public sealed record LetterGroup(string? Matter, string Title, IReadOnlyList<(string Text, string Href)> Lines)
{
    public static IReadOnlyList<LetterGroup> Of(IReadOnlyList<NewsRow> rows, NewsWords words, TextBook texts) =>
    [
        .. rows.GroupBy(r => r.Matter).OrderBy(g => g.Min(r => r.Kind)).ThenBy(g => g.Min(r => r.OutboxId)).Select(g => new LetterGroup(
            g.Key, (g.Key is null ? null : NewsWords.TitleOf(g.First())) ?? texts["mail.other"],
            [.. g.GroupBy(words.Of).Select(same => (same.Count() > 1 ? texts["mail.times", ("line", same.Key), ("count", same.Count())] : same.Key, same.Last().Href))])),
    ];
}
