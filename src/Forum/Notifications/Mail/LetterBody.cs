using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using MimeKit;

namespace Forum.Notifications.Mail;

/// <summary>The words of a mail, plain and as simple HTML. No picture, nothing that tells whether it was opened.</summary>
public sealed class LetterBody(TextBook texts, PublicAddress address, IReadOnlyList<LetterGroup> groups, Func<LetterGroup, string?> muteOf, string mute)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public MimeEntity Make() => new MultipartAlternative(new TextPart("plain") { Text = Plain() }, new TextPart("html") { Text = Html() });

    private string Plain()
    {
        var text = new StringBuilder();
        foreach (var group in groups)
        {
            text.AppendLine(group.Title);
            foreach (var (line, href) in group.Lines) text.AppendLine($"  · {line}").AppendLine($"    {address.Of(href)}");
            text.AppendLine();
        }
        text.AppendLine("-- ").AppendLine(texts["mail.foot"]).AppendLine($"{texts["mail.mute"]} {Mute(mute)}").AppendLine($"{texts["notices.title"]} {address.Of("/me/notices")}");
        return text.ToString();
    }

    private string Html()
    {
        var html = new StringBuilder($"<!doctype html><html lang=\"{(texts.Language == "zh" ? "zh-Hans" : "en")}\"><body>");
        foreach (var group in groups)
        {
            html.Append($"<h3>{Encoder.Encode(group.Title)}</h3><ul>");
            foreach (var (line, href) in group.Lines) html.Append($"<li><a href=\"{Encoder.Encode(address.Of(href))}\">{Encoder.Encode(line)}</a></li>");
            html.Append("</ul>");
            if (groups.Count > 1 && muteOf(group) is { } own) html.Append($"<p><small><a href=\"{Encoder.Encode(Mute(own))}\">{Encoder.Encode(texts["mail.mute-matter"])}</a></small></p>");
        }
        html.Append($"<hr><p><small>{Encoder.Encode(texts["mail.foot"])} <a href=\"{Encoder.Encode(Mute(mute))}\">{Encoder.Encode(texts["mail.mute"].TrimEnd(':', '：'))}</a> · <a href=\"{Encoder.Encode(address.Of("/me/notices"))}\">{Encoder.Encode(texts["notices.title"])}</a></small></p></body></html>");
        return html.ToString();
    }

    private string Mute(string token) => address.Of($"/mail/mute?t={token}");
}
