using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Foundation.Markup;

namespace Forum.Tests.Council;

/// <summary>What people write is shown, and does nothing.</summary>
public sealed class MarkdownTests(ForumHost host) : IClassFixture<ForumHost>
{
    public static readonly string[] Nasty =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](java&#x0A;script:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)", "[a](vbscript:msgbox)", "<javascript:alert(1)>", "![a](javascript:alert(1))", "![a](https://elsewhere.example/pixel.png)",
        "[a](https://example.org \"x\\\" onclick=alert(1)\")", "[a](https://example.org){onclick=alert(1)}", "# a {#x onmouseover=alert(1)}", "[a][1]\n\n[1]: javascript:alert(1)",
        "<a href=\"https://example.org\" style=\"position:fixed\">a</a>", "<svg onload=alert(1)>", "```js\" onclick=\"alert(1)\n```", "<style>*{display:none}</style>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    ];

    private static void Harmless(IEnumerable<IElement> elements)
    {
        foreach (var element in elements)
        {
            Assert.DoesNotContain(element.LocalName, new[] { "script", "img", "style", "svg", "iframe", "form", "input", "object" });
            Assert.All(element.Attributes, a => Assert.Contains(a.Name, new[] { "href", "title", "start", "rel" }));
            if (element.GetAttribute("href") is { } href) Assert.Matches("^(https?:|mailto:)", href);
        }
    }

    [Fact]
    public void Nothing_nasty_is_left_in_the_html()
    {
        foreach (var text in Nasty)
            Harmless(new HtmlParser().ParseDocument(Markdown.Render("body", $"看\n\n{text}", 4000).Value.Html).Body!.QuerySelectorAll("*"));
    }

    [Fact]
    public void A_heading_keeps_its_words_below_those_of_the_page() => Assert.Equal("<h3>一</h3>\n<h3>二</h3>\n<h4>三</h4>", Markdown.Render("body", "# 一\n\n## 二\n\n#### 三", 4000).Value.Html.Trim());

    [Theory]
    [InlineData("&#8203;")]
    [InlineData("\u3164")]
    [InlineData("---")]
    [InlineData("[](https://example.org)")]
    public void What_shows_no_word_is_missing(string text) => Assert.Equal("body.missing", Markdown.Render("body", text, 4000).Refusals[0].Code);

    // Texts that need no sanitising skip it. Put together from everything that shapes a text, they are as if they had not.
    [Fact]
    public void What_has_bare_tags_alone_is_what_the_sanitiser_would_leave()
    {
        string[] pieces = ["词", "a", " ", "\n", "\n\n", "**", "*", "_", "~~", "`", "```\n", "> ", "- ", "1. ", "## ", "---\n", "    ", "<", ">", "&", "&lt;", "&nbsp;", "&#60;", "\u00A0", "\"", "'", "\\", "|", "<b>", "</p>", "<p>", "<br>", "[a](b)", "😀", "\u202E", .. Nasty];
        var sanitizer = new Ganss.Xss.HtmlSanitizer();
        Gen.Int[0, pieces.Length - 1].Array[1, 30].Select(drawn => string.Concat(drawn.Select(i => pieces[i]))).Sample(text =>
        {
            if (Markdown.Render("body", text, 4000) is not { Ok: true, Value.Html: var html } || html.Contains("<a ", StringComparison.Ordinal)) return;
            Assert.Equal(sanitizer.Sanitize(html), html);
            // An empty tag of another name has it read by the parser.
            Assert.Equal(PlainText.Of(html + "<i></i>"), PlainText.Of(html));
        }, iter: 20_000);
    }

    [Fact]
    public async Task Nor_on_the_page_after_it_was_saved()
    {
        var id = (await host.SendAsync("lin", new Propose("看看写什么都无害", string.Join("\n\n", Nasty), null))).Value.Id;
        foreach (var text in Nasty) Assert.True((await host.SendAsync("chen", new AddComment(id, $"看\n\n{text}", Stance.Neither))).Ok);
        var page = await Browser.SignedInAsync(host, "wu");
        await page.GoAsync($"/proposals/{id}");
        Assert.NotEmpty(page.Page.QuerySelectorAll("#comments .prose"));
        Harmless(page.Page.QuerySelectorAll(".prose *"));
    }

    [Fact]
    public void Control_characters_are_refused() =>
        Assert.Equal("text.unreadable", Markdown.Render("body", "[a](\u0001javascript:alert(1))", 100).Refusals[0].Code);

    [Fact]
    public void Links_stay_and_do_not_vouch()
    {
        var link = new HtmlParser().ParseDocument(Markdown.Render("body", "see https://example.org/a", 100).Value.Html).QuerySelector("a")!;
        Assert.Equal(("https://example.org/a", "nofollow noopener"), (link.GetAttribute("href"), link.GetAttribute("rel")));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("*_")]
    [InlineData("[a](b")]
    [InlineData("![")]
    public void However_deep_it_is_nested_it_ends_in_html_or_a_refusal(string piece)
    {
        var outcome = Markdown.Render("body", string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length)), 20_000);
        Assert.True(outcome.Ok || outcome.Refusals[0].Code is "text.too-deep" or "body.missing");
    }

    [Fact]
    public void Sixty_four_thousand_are_refused_before_they_are_read() =>
        Assert.False(Markdown.Render("body", string.Concat(Enumerable.Repeat("[a](b", 13_000)), 20_000).Ok);
}
