using Forum.Domain.Voting;
using Forum.Voting;

namespace Forum.Tests.Voting;

/// <summary>A poll's page says what holds now: before the opening, while papers are entered, after the closing.</summary>
public sealed class PollPageTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<PollId> DraftAsync(string secrecy = "open", string? papers = null, string preset = "residents", DateTimeOffset? closes = null) =>
        (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", preset, secrecy, closes ?? host.Now().AddDays(1), Papers: papers, EntryHours: papers is null ? null : 24))).Value;

    private async Task<PollId> OpenAsync(string? papers = null, string preset = "residents", DateTimeOffset? closes = null)
    {
        var poll = await DraftAsync(papers: papers, preset: preset, closes: closes);
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        return poll;
    }

    private async Task<string> FactsAsync(PollId poll, string user = "director") => (await (await Browser.SignedInAsync(host, user)).GoAsync($"/polls/{poll}")).Page.QuerySelector("dl.facts")!.TextContent;

    [Theory]
    [InlineData("open", "记名投票", "无记名投票")]
    [InlineData("secret", "无记名投票", "公众看合计")]
    public async Task A_draft_says_whether_ballots_will_be_open_or_secret(string secrecy, string says, string not)
    {
        var facts = await FactsAsync(await DraftAsync(secrecy));
        Assert.Contains(says, facts);
        Assert.DoesNotContain(not, facts);
    }

    [Fact]
    public async Task While_papers_are_entered_no_ballot_changes_and_after_it_the_turnout_stands()
    {
        var poll = await OpenAsync("last");
        await host.SendAsync("lin", new CastBallot(poll, Choice.Yes));
        Assert.Contains("截止前可以改", await FactsAsync(poll));
        var director = await host.ApiAsync("director");
        (await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(director, $"/api/v1/polls/{poll}/papers", new { homes = "" })).EnsureSuccessStatusCode();
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var entering = await (await Browser.SignedInAsync(host, "director")).GoAsync($"/polls/{poll}");
        Assert.DoesNotContain("截止前可以改", entering.Text);
        Assert.Contains("纸票录完以后公布", entering.Text);
        Assert.Contains("不能撤销", entering.Form("close").TextContent);
        await entering.PostAsync("close", []);
        var closed = await FactsAsync(poll);
        Assert.Contains("1 人参加了", closed);
        Assert.DoesNotContain("到截止后", closed);
    }

    [Fact]
    public async Task Only_a_household_is_stood_for()
    {
        async Task<string> ReviewAsync(PollId poll)
        {
            var lin = await Browser.SignedInAsync(host, "lin");
            await lin.GoAsync($"/polls/{poll}");
            await lin.PostAsync("choose", new() { ["choice"] = "Yes" });
            return lin.Page.QuerySelector("dl.facts")!.TextContent;
        }
        Assert.DoesNotContain("您代表", await ReviewAsync(await OpenAsync()));
        Assert.Contains("您代表", await ReviewAsync(await OpenAsync(preset: "households-assembly")));
    }

    [Fact]
    public async Task A_part_is_rounded_to_the_nearest_and_an_hour_has_two_digits()
    {
        var tomorrow = new DateTimeOffset(host.Now().AddHours(8).Date.AddDays(1).AddHours(1), TimeSpan.Zero);
        var poll = await OpenAsync(closes: tomorrow);
        Assert.Contains("09:00", await FactsAsync(poll));
        foreach (var (voter, choice) in new[] { ("lin", Choice.Yes), ("chen", Choice.Yes), ("zhao", Choice.No) }) Assert.True((await host.SendAsync(voter, new CastBallot(poll, choice))).Ok);
        await host.AdvanceAsync(tomorrow - host.Now());
        Assert.Contains("66.67%", (await new Browser(host).GoAsync($"/polls/{poll}/result")).Text);
    }

    [Theory]
    [InlineData(13, 1982, 0, 1, false, "0.66")]
    [InlineData(49_999, 100_000, 0, 1, false, "50.00")]
    [InlineData(49_999, 100_000, 1, 2, true, "49.99")]
    [InlineData(1, 2, 1, 2, true, "50.00")]
    [InlineData(66_665_500, 100_000_000, 2, 3, false, "66.66")]
    [InlineData(0, 0, 1, 2, false, "0")]
    public void A_part_is_rounded_but_not_up_to_what_is_not_reached(long part, long whole, int numerator, int denominator, bool strict, string said) =>
        Assert.Equal(said, ResultBar.Near(part, whole, new(numerator, denominator, strict)));

    [Fact]
    public async Task A_refusal_names_what_is_wrong_and_what_to_do()
    {
        var meeting = await Browser.SignedInAsync(host, "director");
        await meeting.GoAsync($"/polls/{await DraftAsync(preset: "meeting")}");
        await meeting.PostAsync("open", []);
        Assert.Contains("先登记谁到了会", meeting.Text);
    }
}
