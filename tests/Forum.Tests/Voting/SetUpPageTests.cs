namespace Forum.Tests.Voting;

/// <summary>The page by which a poll is set up: what few need is folded, and opens where something is typed or wrong.</summary>
public sealed class SetUpPageTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string[] OpenFolds(Browser browser) => [.. browser.Page.QuerySelectorAll("details.fold[open]").Select(d => d.QuerySelector("input:not([type=hidden]),select,textarea")!.GetAttribute("name")!)];

    [Fact]
    public async Task Nothing_is_open_at_first()
    {
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync("/polls/new");
        Assert.Equal(4, director.Page.QuerySelectorAll("details.fold").Length);
        Assert.Empty(OpenFolds(director));
        Assert.Equal("residents", director.Page.QuerySelector("input[name=preset][checked]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("budget", "许多", "seats")]
    [InlineData("seats", "x", "seats")]
    [InlineData("unranked", "ignored", "seats")]
    [InlineData("preset", "meeting", "preset")]
    [InlineData("preset", "free", "preset")]
    [InlineData("source", "规约第三条", "preset")]
    [InlineData("secondRegistrar", "true", "secondRegistrar")]
    [InlineData("entryHours", "-3", "papers")]
    [InlineData("papers", "", "papers")]
    public async Task What_is_typed_opens_its_fold_and_no_other(string field, string typed, string fold)
    {
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync("/polls/new");
        // Without a question it comes back.
        await director.PostAsync("set-up", new() { ["question"] = "", [field] = typed });
        Assert.NotNull(director.Page.QuerySelector("#question-e"));
        Assert.Equal([fold], OpenFolds(director));
    }

    [Fact]
    public async Task That_a_second_signature_needs_a_secret_ballot_stands_at_its_field()
    {
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync("/polls/new");
        await director.PostAsync("set-up", new() { ["question"] = "是否同意？", ["secondRegistrar"] = "true" });
        Assert.Contains("只用于无记名投票", director.Page.QuerySelector("fieldset.bad#secondRegistrar .err")!.TextContent);
    }

    [Fact]
    public async Task What_is_wrong_opens_its_fold()
    {
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync("/polls/new");
        await director.PostAsync("set-up", new() { ["question"] = "公共收益怎么花？", ["method"] = "equal-shares", ["options"] = "感应灯 = 400\n扶手 = 300" });
        Assert.NotNull(director.Page.QuerySelector("details.fold[open] #budget-e"));
        Assert.Equal(["seats"], OpenFolds(director));
    }
}
