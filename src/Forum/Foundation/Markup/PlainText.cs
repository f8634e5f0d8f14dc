using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Forum.Foundation.Markup;

/// <summary>What a reader sees of a text's HTML, without its shape: a break wherever a new line or cell begins.</summary>
public static class PlainText
{
    private static readonly HashSet<string> Breaks = ["br", "p", "li", "td", "th", "tr", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "ul", "ol", "table"];

    // Making one costs more than it reads of a short text; one at a time reads with it.
    [ThreadStatic]
    private static HtmlParser? _parser;

    public static string Of(string html) => OfBare(html) ?? OfAny(html);

    private static string? OfBare(string html)
    {
        var (text, tag, breaks) = (new StringBuilder(html.Length), 0, Breaks.GetAlternateLookup<ReadOnlySpan<char>>());
        foreach (var words in BareHtml.Tag().EnumerateSplits(html))
        {
            var (start, length) = words.GetOffsetAndLength(html.Length);
            if (html.AsSpan(words).Contains('<')) return null;
            if (breaks.Contains(html.AsSpan(tag, start - tag).Trim("< >"))) text.Append('\n');
            text.Append(html, start, length);
            tag = start + length;
        }
        return WebUtility.HtmlDecode(text.ToString());
    }

    private static string OfAny(string html)
    {
        var text = new StringBuilder(html.Length);
        foreach (var node in (_parser ??= new()).ParseDocument(html).Body!.Descendants())
            if (node is IText words) text.Append(words.Data);
            else if (node is IElement element && Breaks.Contains(element.LocalName)) text.Append('\n');
        return text.ToString();
    }
}
