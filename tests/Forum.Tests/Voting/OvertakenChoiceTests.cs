using Forum.Domain.Voting;
using Forum.Voting;
using Forum.Voting.Unconfirmed;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>What somebody chose and did not confirm, where a ballot stands since that they may not replace: nobody asks them to confirm it.</summary>
public sealed class OvertakenChoiceTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    private Task<int> ToldAsync(string who, PollId poll) => Host.DbAsync(db => db.News.CountAsync(n => (n.Text.StartsWith("news.not-confirmed") || n.Text.StartsWith("news.choice-lapsed")) && n.Href.Contains(poll.ToString()) && db.Accounts.Any(a => a.UserName == who && a.Id == (Guid)(object)n.AccountId)));

    [Fact]
    public async Task Whose_choice_another_of_the_home_overtook_is_not_asked_to_confirm_it()
    {
        var other = await Host.FamilyAsync("lin");
        var poll = new PollId(Guid.Parse(await OpenAsync(preset: "households-assembly")));
        foreach (var who in new[] { "lin", "wu" }) Assert.True((await Host.SendAsync(who, new KeepUnconfirmed(new(poll, Choice.No)))).Ok);
        Assert.True((await Host.SendAsync(other, new CastBallot(poll, Choice.Yes))).Ok);
        await Host.AdvanceAsync(TimeSpan.FromHours(13));
        await Host.DrainAsync();
        Assert.Equal((0, 1), (await ToldAsync("lin", poll), await ToldAsync("wu", poll)));
        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        await Host.DrainAsync();
        Assert.Equal((0, 2), (await ToldAsync("lin", poll), await ToldAsync("wu", poll)));
    }

    [Fact]
    public async Task What_was_chosen_goes_where_the_paper_of_the_line_stands()
    {
        var id = await OpenAsync(papers: "paper");
        var poll = new PollId(Guid.Parse(id));
        foreach (var who in new[] { "lin", "wu" }) Assert.True((await Host.SendAsync(who, new KeepUnconfirmed(new(poll, Choice.No)))).Ok);
        var serial = await PrintAsync(id, new { voterId = await PersonAsync("lin") });
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", id, serial, First("yes"))));
        Assert.True((await Host.SendAsync("lin", new GetUnconfirmed(poll))).Ok);
        Assert.Equal("counted", await StateAsync(await EnterAsync("supervisor", id, serial, new { choice = "yes" })));
        Assert.False((await Host.SendAsync("lin", new GetUnconfirmed(poll))).Ok);
        Assert.True((await Host.SendAsync("wu", new GetUnconfirmed(poll))).Ok);
        var lin = await (await Browser.SignedInAsync(Host, "lin")).GoAsync($"/polls/{id}");
        Assert.DoesNotContain("还没有投出去", lin.Text);
        Assert.Contains("您的票是纸上来的", lin.Text);
        Assert.Contains("网上不能再改", lin.Text);
        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        await Host.DrainAsync();
        Assert.Equal(0, await ToldAsync("lin", poll));
    }
}
