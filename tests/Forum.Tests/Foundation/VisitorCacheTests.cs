using System.Net;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;

namespace Forum.Tests.Foundation;

/// <summary>What is kept of a page for visitors, for whom, and how long.</summary>
public sealed class VisitorCacheTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(string Page, bool Kept)> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var client = host.CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        // RFC 9111: an answer from a cache says how old it is.
        return (await answer.Content.ReadAsStringAsync(), answer.Headers.Age is not null);
    }

    // The background's own commits come at any time: so long until a page is answered from what was kept.
    private async Task<string> KeptAsync(string path, params (string Name, string Value)[] headers)
    {
        await host.DrainAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (await GetAsync(path, headers) is { Kept: true } kept) return kept.Page;
        }
    }

    [Fact]
    public async Task A_page_is_kept_until_something_is_said()
    {
        var id = (await host.SendAsync("lin", new Propose("单元门口加一盏灯", "晚上看不清台阶。", null))).Value.Id;
        Assert.DoesNotContain("装感应的更省电", await KeptAsync($"/proposals/{id}"));
        Assert.True((await host.SendAsync("chen", new AddComment(id, "装感应的更省电。", Stance.For))).Ok);
        Assert.Contains("装感应的更省电", (await GetAsync($"/proposals/{id}")).Page);
        Assert.Contains("装感应的更省电", await KeptAsync($"/proposals/{id}"));
    }

    [Fact]
    public async Task What_was_hidden_is_not_shown_from_it()
    {
        var id = (await host.SendAsync("lin", new Propose("楼道里不放电瓶车", "充电要有专门的地方。", null))).Value.Id;
        var comment = (await host.SendAsync("chen", new AddComment(id, "某某家的电话是一三八。", Stance.Neither))).Value;
        Assert.Contains("某某家的电话", await KeptAsync($"/proposals/{id}"));
        Assert.True((await host.SendAsync("director", new HideText(comment, "写了别人的电话。", Forum.Domain.Moderation.HouseRule.PrivateData))).Ok);
        Assert.DoesNotContain("某某家的电话", (await GetAsync($"/proposals/{id}")).Page);
    }

    [Fact]
    public async Task Nobody_who_is_signed_in_is_given_it_or_gives_it()
    {
        await KeptAsync("/proposals");
        var token = (await host.ApiAsync("lin")).DefaultRequestHeaders.Authorization!.Parameter!;
        for (var i = 0; i < 2; i++)
        {
            var (mine, kept) = await GetAsync("/proposals", ("Cookie", $"forum={token}"));
            Assert.False(kept);
            Assert.Contains("/drafts", mine);
            Assert.False((await GetAsync("/proposals", ("Authorization", $"Bearer {token}"))).Kept);
        }
        Assert.DoesNotContain("/drafts", await KeptAsync("/proposals"));
    }

    [Fact]
    public async Task Each_language_theme_and_encoding_has_its_own()
    {
        Assert.Contains("lang=\"zh-Hans\"", await KeptAsync("/proposals", ("Accept-Language", "zh")));
        Assert.Contains("lang=\"en\"", await KeptAsync("/proposals", ("Accept-Language", "en")));
        Assert.Contains("data-theme=\"dark\"", await KeptAsync("/proposals", ("Cookie", "theme=dark")));
        Assert.Contains("data-type=\"large\"", await KeptAsync("/proposals", ("Cookie", "type=large")));
        Assert.DoesNotContain("data-theme=\"dark\"", await KeptAsync("/proposals"));
        Assert.NotEqual(await KeptAsync("/proposals", ("Accept-Encoding", "br")), await KeptAsync("/proposals", ("Accept-Encoding", "gzip")));
    }

    [Fact]
    public async Task A_page_with_a_form_is_made_anew_for_each()
    {
        for (var i = 0; i < 3; i++) Assert.False((await GetAsync("/sign-in")).Kept);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/join")]
    public async Task Nor_is_it_kept_of_somebody_who_came_before(string path)
    {
        using var client = host.CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false });
        using var first = await client.GetAsync(path);
        var came = string.Join("; ", first.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        for (var i = 0; i < 3; i++)
        {
            Assert.False((await GetAsync(path, ("Cookie", came))).Kept);
            Assert.False((await GetAsync(path)).Kept);
        }
    }
}
