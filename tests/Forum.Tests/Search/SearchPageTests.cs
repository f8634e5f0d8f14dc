using System.Net.Http.Json;
using System.Text.Json;
using Forum.Search;

namespace Forum.Tests.Search;

/// <summary>How what was found is named, and what may be asked for.</summary>
public sealed class SearchPageTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Theory]
    [InlineData("poll", "Poll 2026-")]
    [InlineData("call", "Call for input 2026-")]
    [InlineData("concern", "Concern 2026-")]
    public async Task One_thing_is_named_as_one_apart_from_its_number(string kind, string named)
    {
        var page = await Browser.SignedInAsync(host, "lin");
        await page.GoAsync($"/search?kind={kind}&lang=en");
        var kinds = page.Page.QuerySelectorAll(".found .kind").Select(k => k.TextContent).ToList();
        Assert.NotEmpty(kinds);
        Assert.All(kinds, k => Assert.StartsWith(named, k));
    }

    [Fact]
    public async Task A_kind_that_is_none_is_answered_with_all_there_are()
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var api = await host.ApiAsync("lin");
            api.DefaultRequestHeaders.Add("Accept-Language", language);
            var problem = await (await api.GetAsync("/api/v1/search?q=x&kind=polls")).Content.ReadFromJsonAsync<JsonElement>();
            var words = problem.GetRawText().Split(['：', '、', '。', ',', ' ', '.', '"', ':']);
            foreach (var kind in Enum.GetValues<SearchKind>())
            {
                Assert.Contains(SearchWords.Of(kind), words);
                Assert.True((await api.GetAsync($"/api/v1/search?kind={SearchWords.Of(kind)}")).IsSuccessStatusCode);
            }
        }
    }
}
