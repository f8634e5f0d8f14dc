using System.Net;
using System.Text;
using AngleSharp.Html.Parser;

namespace Forum.Tests.Foundation;

/// <summary>Whoever sends a form that is too large is told so on a page of the portal, in their language.</summary>
public sealed class LargeFormTests
{
    private static StringContent Form(int megabytes) => new($"_handler=say&body={new string('a', megabytes << 20)}", Encoding.ASCII, "application/x-www-form-urlencoded");

    [Fact]
    public async Task It_says_what_is_too_large_and_that_it_is_not_kept()
    {
        await using var portal = await PortalProcess.StartAsync(ForumHost.NewFolder());
        using var lin = await portal.ApiAsync("lin");
        using var visitor = portal.Visitor();
        var proposal = System.Text.Json.JsonDocument.Parse(await lin.GetStringAsync("/api/v1/proposals")).RootElement.GetProperty("items")[0].GetProperty("id").GetString();
        foreach (var (language, wrong) in new[] { ("zh", "表单最多 2 MB"), ("en", "A form takes 2 MB at most") })
            foreach (var client in new[] { lin, visitor })
                foreach (var path in new[] { $"/proposals/{proposal}", "/proposals/new", "/concerns/new", "/sign-in" })
                    foreach (var size in new[] { 3, 10 })
                    {
                        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(size) };
                        request.Headers.AcceptLanguage.ParseAdd(language);
                        var answer = await client.SendAsync(request);
                        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
                        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "text/html", language == "zh" ? "zh-Hans" : "en"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, page.DocumentElement.GetAttribute("lang")));
                        Assert.Contains(wrong, page.Body!.TextContent);
                        Assert.Contains($"{size} MB", page.Body.TextContent);
                    }
    }

    [Fact]
    public async Task One_without_a_stated_length_too()
    {
        await using var portal = await PortalProcess.StartAsync(ForumHost.NewFolder());
        using var visitor = portal.Visitor();
        var request = new HttpRequestMessage(HttpMethod.Post, "/proposals/new") { Content = Form(3) };
        request.Headers.TransferEncodingChunked = true;
        try
        {
            var answer = await visitor.SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains("2 MB", await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            // The portal hung up while the rest was still being sent.
        }
    }

    [Fact]
    public async Task A_form_that_was_open_too_long_is_answered_in_words()
    {
        await using var portal = await PortalProcess.StartAsync(ForumHost.NewFolder());
        using var visitor = portal.Visitor();
        var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new StringContent("_handler=sign-in&userName=lin", Encoding.ASCII, "application/x-www-form-urlencoded") };
        request.Headers.AcceptLanguage.ParseAdd("zh");
        var answer = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("这个页面放得太久了", await answer.Content.ReadAsStringAsync());
    }
}
