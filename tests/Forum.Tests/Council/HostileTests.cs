using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Foundation.Markup;

namespace Forum.Tests.Council;

/// <summary>Three thousand ways of getting something to run through a comment, and more of it than anybody can read.</summary>
public sealed class HostileTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Scripts = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java&#x0A;script:alert(1)", "&#106;avascript:alert(1)", "\u00A0javascript:alert(1)", "javascript&colon;alert(1)", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:msgbox(1)", "blob:https://example.org/x", "file:///etc/passwd", "//elsewhere.example/x", "feed:javascript:alert(1)", "view-source:javascript:alert(1)"];
    private static readonly string[] Events = ["onclick", "onerror", "onload", "onmouseover", "onfocus autofocus", "ontoggle open", "onanimationstart", "onpointerenter", "onbegin", "style"];
    private static readonly string[] Tags = ["script", "img", "svg", "iframe", "object", "embed", "form", "input", "button", "style", "link", "meta", "base", "math", "video", "audio", "details", "body", "template", "a"];
    private static readonly string[] Around = ["{0}", "**{0}**", "> {0}", "- {0}", "| a |\n|---|\n| {0} |", "`{0}", "### {0}", "[x]({0})", "![x]({0})", "<{0}>", "[x][1]\n\n[1]: {0}", "{0}\n\n---\n\n{0}", "\\{0}"];

    private static IEnumerable<string> All()
    {
        foreach (var around in Around)
        {
            foreach (var script in Scripts) yield return around.Replace("{0}", script);
            foreach (var tag in Tags)
                foreach (var happens in Events) yield return around.Replace("{0}", $"<{tag} src=x href={Scripts[happens.Length % Scripts.Length]} {happens}=alert(1)>");
            foreach (var tag in Tags) yield return around.Replace("{0}", $"</p></div><{tag}/{Events[tag.Length % Events.Length]}='alert(1)'//\u0020");
        }
    }

    private static void Harmless(IEnumerable<IElement> elements)
    {
        foreach (var element in elements)
        {
            Assert.Contains(element.LocalName, new[] { "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "h5", "h6", "hr", "a", "table", "thead", "tbody", "tr", "th", "td", "del" });
            Assert.All(element.Attributes, a => Assert.Contains(a.Name, new[] { "href", "title", "start", "rel" }));
            // As a browser reads it: without control characters and gaps, against the page's own address.
            if (element.GetAttribute("href") is { } href)
                Assert.Contains(Uri.TryCreate(new Uri("https://here.example/"), string.Concat(href.Where(c => c > ' ')), out var where) ? where.Scheme : "https", new[] { "http", "https", "mailto" });
        }
    }

    [Fact]
    public void None_of_three_thousand_is_left_alive()
    {
        var all = All().Distinct().ToList();
        Assert.InRange(all.Count, 3000, int.MaxValue);
        foreach (var text in all)
            if (Markdown.Render("body", text, 4000) is { Ok: true } made) Harmless(new HtmlParser().ParseDocument(made.Value.Html).Body!.QuerySelectorAll("*"));
    }

    [Fact]
    public async Task Nor_on_the_pages_of_the_discussion()
    {
        var id = (await host.SendAsync("lin", new Propose("看看写什么都无害", "正文。", null))).Value.Id;
        foreach (var some in All().Distinct().Chunk(25))
            Assert.True((await host.SendAsync("chen", new AddComment(id, string.Join("\n\n", some)[..Math.Min(3900, string.Join("\n\n", some).Length)], Stance.Neither))).Ok);
        var wu = await Browser.SignedInAsync(host, "wu");
        for (var path = $"/proposals/{id}"; path is not null; path = wu.Page.QuerySelector("a[data-next]")?.GetAttribute("href"))
        {
            await wu.GoAsync(path);
            Harmless(wu.Page.QuerySelectorAll(".say .prose *"));
            Assert.Empty(wu.Page.QuerySelectorAll("script:not([src]), iframe, object, embed, [onclick], [onerror], [onload]"));
        }
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_before_they_are_read()
    {
        var folder = ForumHost.NewFolder();
        await using var portal = await PortalProcess.StartAsync(folder);
        using var chen = await portal.ApiAsync("chen");
        var list = System.Text.Json.JsonDocument.Parse(await chen.GetStringAsync("/api/v1/proposals")).RootElement.GetProperty("items")[0].GetProperty("id").GetString();
        using var huge = new StringContent($"{{\"stance\":\"for\",\"body\":\"{new string('a', 10 << 20)}\"}}", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        try
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await chen.PostAsync($"/api/v1/proposals/{list}/comments", huge)).StatusCode);
        }
        catch (HttpRequestException)
        {
            // The portal hung up while the rest was still being sent.
        }
        using var big = new StringContent($"{{\"stance\":\"for\",\"body\":\"{new string('a', 1 << 20)}\"}}", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, (await chen.PostAsync($"/api/v1/proposals/{list}/comments", big)).StatusCode);
        Assert.True((await chen.GetAsync("/api/v1/proposals")).IsSuccessStatusCode);
    }
}
