using System.Text.RegularExpressions;

namespace Forum.Foundation.Markup;

/// <summary>
/// HTML whose every tag is one of a few names without attributes, as most of what people write becomes: there is nothing
/// in it to take away, and it is read without building a document.
/// </summary>
internal static partial class BareHtml
{
    /// <summary>A tag of these.</summary>
    [GeneratedRegex("</?(?:p|strong|em|del|ul|ol|li|blockquote|code|pre|h[3-6])>|<[bh]r(?: /)?>")]
    public static partial Regex Tag();

    /// <summary>Whether no other tag stands in it.</summary>
    public static bool Is(string html)
    {
        foreach (var text in Tag().EnumerateSplits(html))
            if (html.AsSpan(text).Contains('<')) return false;
        return true;
    }

    /// <summary>Such a text as a browser would write it.</summary>
    public static string Tidied(string html) =>
        html.Replace("<br />", "<br>", StringComparison.Ordinal).Replace("<hr />", "<hr>", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal).Replace("\u00A0", "&nbsp;", StringComparison.Ordinal);
}
