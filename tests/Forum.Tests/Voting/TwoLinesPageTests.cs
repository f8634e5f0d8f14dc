using System.Net;
using Forum.Domain.Voting;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>The page of a poll for somebody with two homes, without a script.</summary>
public sealed class TwoLinesPageTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task Every_step_stays_with_its_line_and_the_receipt_leads_to_the_other()
    {
        await host.MoveInTooAsync("lin");
        var poll = await host.OpenPollAsync();
        var (one, two) = await host.TwoAsync("lin", poll);
        var lin = await Browser.SignedInAsync(host, "lin");
        string Chosen() => lin.Page.QuerySelector(".lines [aria-current]")!.TextContent;
        string[] Stages() => [.. lin.Page.QuerySelectorAll(".lines li").Select(l => l.TextContent.Trim())];
        await lin.GoAsync($"/polls/{poll}");
        Assert.Equal($"/polls/{poll}?line={one.Line}", lin.Path);
        Assert.Equal([$"{one.Label} 还没投", $"{two.Label} 还没投"], Stages());
        Assert.Equal(one.Label, Chosen());
        await lin.GoAsync($"/polls/{poll}?line={two.Line}");
        await lin.PostAsync("choose", new() { ["choice"] = "No" });
        Assert.Equal((two.Label, $"/polls/{poll}?line={two.Line}"), (Chosen(), lin.Path));
        Assert.Contains(two.Label, lin.Page.QuerySelector("dl.facts")!.TextContent);
        // The first home was chosen for nothing yet, and what waits for the second is not offered there.
        var other = await Browser.SignedInAsync(host, "lin");
        await other.GoAsync($"/polls/{poll}?line={one.Line}");
        Assert.False(other.HasForm("cast"));
        await lin.PostAsync("cast", []);
        Assert.Equal($"/polls/{poll}?line={two.Line}&receipt=true", lin.Path);
        Assert.Equal([$"{one.Label} 还没投", $"{two.Label} 已投"], Stages());
        Assert.Contains(two.Label, lin.Page.QuerySelector("main")!.TextContent);
        Assert.NotNull(lin.Page.QuerySelector($"a[href='/api/v1/polls/{poll}/receipt/file?line={two.Line}']"));
        var too = lin.Page.QuerySelectorAll("a").Single(a => a.TextContent.Contains($"再为{one.Label}投"));
        await lin.GoAsync(too.GetAttribute("href")!);
        await lin.PostAsync("choose", new() { ["choice"] = "Yes" });
        await lin.PostAsync("cast", []);
        Assert.DoesNotContain("再为", lin.Text);
        await lin.GoAsync($"/polls/{poll}?line={two.Line}&change=true");
        await lin.PostAsync("choose", new() { ["choice"] = "Abstain" });
        await lin.PostAsync("cast", []);
        var cast = await host.DbAsync(db => db.Ballots.Where(b => b.PollId == poll).ToDictionaryAsync(b => b.VoterId, b => (b.Choice, b.Version)));
        Assert.Equal(((Choice.Yes, 1), (Choice.Abstain, 2)), (cast[one.Line], cast[two.Line]));
        await lin.GoAsync($"/polls/{poll}/roll");
        Assert.Contains($"{one.Label}，{two.Label}", string.Concat(lin.Text.Where(c => !char.IsWhiteSpace(c))));
    }

    [Fact]
    public async Task A_neighbours_address_leads_to_ones_own_line_and_shows_nobody_elses()
    {
        await host.MoveInTooAsync("wu");
        var poll = await host.OpenPollAsync();
        var (one, two) = await host.TwoAsync("wu", poll);
        var zhao = await Browser.SignedInAsync(host, "zhao");
        await zhao.GoAsync($"/polls/{poll}?line={two.Line}");
        Assert.Equal($"/polls/{poll}", zhao.Path);
        Assert.True(zhao.HasForm("choose"));
        Assert.Null(zhao.Page.QuerySelector(".lines"));
        Assert.DoesNotContain(one.Label, zhao.Text);
        var stranger = await new Browser(host).GoAsync($"/polls/{poll}?line={two.Line}");
        Assert.Equal(HttpStatusCode.OK, stranger.Response.StatusCode);
        Assert.DoesNotContain(two.Label, stranger.Text);
    }

    [Fact]
    public async Task A_form_of_before_the_second_home_is_refused_with_both_named()
    {
        var poll = await host.OpenPollAsync();
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/polls/{poll}");
        await steward.PostAsync("choose", new() { ["choice"] = "Yes", ["line"] = "" });
        Assert.True(steward.HasForm("cast"));
        await host.MoveInTooAsync("steward");
        var (one, two) = await host.TwoAsync("steward", poll);
        await steward.PostAsync("cast", new() { ["line"] = "" });
        Assert.Equal(HttpStatusCode.BadRequest, steward.Response.StatusCode);
        Assert.Contains($"{one.Label} · {two.Label}", steward.Page.QuerySelector("#wrong")!.TextContent);
        Assert.Equal(0, await host.DbAsync(db => db.Ballots.CountAsync(b => b.PollId == poll)));
    }
}
