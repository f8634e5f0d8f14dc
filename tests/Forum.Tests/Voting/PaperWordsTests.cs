using System.Net.Http.Json;

namespace Forum.Tests.Voting;

/// <summary>What the desk says: by the method, by what is wrong, and nothing that cannot be.</summary>
public sealed class PaperWordsTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    [Theory]
    [InlineData("yes-no-abstain", "打了不止一个")]
    [InlineData("plurality", "打了不止一个")]
    [InlineData("approval", "打几个都可以")]
    [InlineData("schulze", "两个写同一个名次都可以")]
    [InlineData("irv", "两个写了同一个名次")]
    [InlineData("score", "高于5分")]
    [InlineData("dots", "多于10点")]
    public async Task What_spoils_a_paper_is_said_by_its_method(string method, string said)
    {
        var poll = await OpenAsync(method: method, options: method == "yes-no-abstain" ? null : ["甲", "乙", "丙"]);
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        var page = await (await Browser.SignedInAsync(Host, "director")).GoAsync($"/polls/{poll}/paper?serial={serial}");
        Assert.Contains(said, page.Text);
    }

    [Fact]
    public async Task A_serial_that_is_none_is_kept_and_warned_of()
    {
        var poll = await OpenAsync();
        var page = await (await Browser.SignedInAsync(Host, "director")).GoAsync($"/polls/{poll}/paper?serial=abcde-fghjk");
        Assert.Equal("abcde-fghjk", page.Page.QuerySelector("#serial")!.GetAttribute("value"));
        Assert.Contains("没有“abcde-fghjk”", page.Page.QuerySelector(".note.warn[role=alert]")!.TextContent);
        await page.GoAsync($"/polls/{poll}/paper?serial=");
        Assert.Contains("请输入票号", page.Page.QuerySelector(".note.warn[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task A_building_that_is_not_on_the_roll_is_told_from_one_that_has_voted()
    {
        var (poll, director) = (await OpenAsync(), await Host.ApiAsync("director"));
        async Task<string?> PrintAsync(string homes) => await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { homes }));
        Assert.Equal(["paper.no-homes", null, "paper.nobody"], [await PrintAsync("987号楼"), await PrintAsync("3号楼"), await PrintAsync("3号楼")]);
    }

    [Theory]
    [InlineData("yes-no-abstain")]
    [InlineData("approval")]
    public async Task An_entry_that_says_nothing_is_sent_back_to_the_paper(string method)
    {
        var poll = await OpenAsync(method: method, options: method == "approval" ? ["甲", "乙"] : null);
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        Assert.Equal("paper.says-nothing", await CodeAsync(await EnterAsync("director", poll, serial, method == "approval" ? new { approved = Array.Empty<string>() } : new { })));
    }

    [Fact]
    public async Task Nothing_is_filled_in_beforehand_and_an_empty_entry_names_all_that_is_missing()
    {
        var poll = await OpenAsync();
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        var page = await (await Browser.SignedInAsync(Host, "director")).GoAsync($"/polls/{poll}/paper?serial={serial}");
        Assert.Empty(page.Page.QuerySelectorAll("form.slip input[checked]"));
        Assert.Equal("", page.Page.QuerySelector("#givenAt")!.GetAttribute("value") ?? "");
        Assert.All(["日期和时间", "哪张算数"], words => Assert.Contains(words, page.Page.QuerySelector("#givenAt-h")!.TextContent));
        await page.PostAsync("enter", []);
        Assert.Equal(["#choice", "#channel", "#givenAt", "#scan"], page.Page.QuerySelectorAll("#wrong a").Select(a => a.GetAttribute("href")!));
        Assert.All(page.Page.QuerySelectorAll("#wrong a"), a => Assert.NotNull(page.Page.QuerySelector(a.GetAttribute("href")!)));
        Assert.Contains("请写上选民填写的时间", page.Page.QuerySelector("#givenAt-e")!.TextContent);
        await page.PostAsync("enter", new() { ["spoilt"] = "true", ["channel"] = "Desk" });
        Assert.Equal(["#givenAt", "#witness", "#scan"], page.Page.QuerySelectorAll("#wrong a").Select(a => a.GetAttribute("href")!));
        Assert.Equal("Desk", page.Page.QuerySelector("form.slip input[name=channel][checked]")!.GetAttribute("value"));
        Assert.Equal("paper.given-at-missing", await CodeAsync(await EnterAsync("director", poll, serial, new { choice = "yes", channel = "paper", scan = Scan })));
        // Of a second entry nothing but the answer is asked.
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", poll, serial, First("yes"))));
        var second = await (await Browser.SignedInAsync(Host, "supervisor")).GoAsync($"/polls/{poll}/paper?serial={serial}");
        await second.PostAsync("enter", []);
        Assert.Equal(["#choice"], second.Page.QuerySelectorAll("#wrong a").Select(a => a.GetAttribute("href")!));
    }

    [Fact]
    public async Task A_secret_poll_speaks_of_paper_where_it_takes_it_and_of_no_other_ballot_of_the_voter()
    {
        var (poll, without) = (await OpenAsync("secret"), await OpenAsync("secret", papers: ""));
        var lin = await Browser.SignedInAsync(Host, "lin");
        Assert.Contains("纸票", (await lin.GoAsync($"/polls/{poll}")).Page.QuerySelector("[data-step=desk]")!.TextContent);
        Assert.DoesNotContain("纸票", (await lin.GoAsync($"/polls/{without}")).Page.QuerySelector("[data-step=desk]")!.TextContent);
        var desk = await (await Browser.SignedInAsync(Host, "director")).GoAsync($"/polls/{poll}/desk");
        Assert.DoesNotContain("另一张票", desk.Text);
    }
}
