using System.Net;
using System.Text.RegularExpressions;
using Forum.Domain.Kernel;
using Ganss.Xss;
using Markdig;
using Markdig.Syntax;

namespace Forum.Foundation.Markup;

/// <summary>
/// Markdown to HTML that is safe to show: Markdig without HTML and without generic attributes, then an allow list.
/// Markdig alone lets live links through. Rendered once, when the text is saved.
/// </summary>
public static partial class Markdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().UseSoftlineBreakAsHardlineBreak().Build();
    private static readonly HtmlSanitizer Sanitizer = Make();

    /// <summary>The text with its HTML. Too long, or nested beyond reason, is refused; empty is left to the domain.</summary>
    public static Outcome<Domain.Kernel.Markup> Render(string field, string? text, int most)
    {
        if (Words.Check(field, text, most) is { } wrong) return wrong;
        try
        {
            var document = Markdig.Markdown.Parse(text!, Pipeline);
            // The page's own headings are above.
            foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = Math.Max(3, heading.Level);
            var whole = document.ToHtml(Pipeline);
            var html = BareHtml.Is(whole) ? BareHtml.Tidied(whole) : Sanitizer.Sanitize(whole);
            // What the source names by a number (&#8238;) stands in the HTML as it is.
            if (Words.IsBlank(WebUtility.HtmlDecode(Tag().Replace(html, "")))) return Refusal.Invalid(field, $"{field}.missing");
            return Words.IsText(html) ? new Domain.Kernel.Markup(text!, html) : Refusal.Invalid(field, "text.unreadable");
        }
        catch (ArgumentException) // Markdig's word for "too deeply nested"
        {
            return Refusal.Invalid(field, "text.too-deep");
        }
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    private static HtmlSanitizer Make()
    {
        var options = new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(["p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "h5", "h6", "hr", "a", "table", "thead", "tbody", "tr", "th", "td", "del"]),
            AllowedAttributes = new HashSet<string>(["href", "title", "start"]),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto"]),
            UriAttributes = new HashSet<string>(["href"]),
        };
        var sanitizer = new HtmlSanitizer(options);
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is AngleSharp.Html.Dom.IHtmlAnchorElement link) link.SetAttribute("rel", "nofollow noopener");
        };
        return sanitizer;
    }
}
