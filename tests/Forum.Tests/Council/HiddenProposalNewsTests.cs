using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Forum.Notifications.Choices;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Whoever took part in a proposal hears with the reason that it was hidden and that it is shown again.</summary>
public sealed class HiddenProposalNewsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<List<(string Text, string Facts, string Href)>> ToldAsync(string who, ProposalId id)
    {
        await host.DrainAsync();
        return [.. (await host.DbAsync(db => db.News.Where(n => n.Href.Contains(id.ToString()) && (n.Text.Contains("hid") || n.Text.Contains("given-back") || n.Text.Contains("shown-again")) && db.Accounts.Any(a => a.UserName == who && a.Id == (Guid)(object)n.AccountId)).OrderBy(n => n.OutboxId).ToListAsync())).Select(n => (n.Text, System.Text.RegularExpressions.Regex.Unescape(n.Facts), n.Href))];
    }

    [Fact]
    public async Task Each_in_one_line_at_both_turns_and_nobody_twice()
    {
        var id = await host.ProposedAsync("门口的灰喜鹊");
        Assert.True((await host.SendAsync("zhao", new Endorse(id))).Ok);
        Assert.True((await host.SendAsync("chen", new AddComment(id, "太吵", Stance.Against))).Ok);
        Assert.True((await host.SendAsync("wu", new Endorse(id))).Ok);
        Assert.True((await host.SendAsync("volunteer", new Endorse(id))).Ok);
        // At the door both hear of it, with an account and without, since neither reads mail.
        var (neighbour, (holder, _)) = (await host.NeighbourAsync(), await host.AccountHolderAsync());
        foreach (var whom in new[] { neighbour, holder }) Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(id, whom, true))).Ok);
        Assert.True((await host.SendAsync("volunteer", new FollowMatter($"proposals/{id}", Following.Muted))).Ok);
        Assert.True((await host.SendAsync("wu", new ReportText(id, HouseRule.PrivateData))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(id, "登了别人的电话", HouseRule.PrivateData))).Ok);
        foreach (var who in new[] { "zhao", "chen" })
        {
            var (text, facts, href) = Assert.Single(await ToldAsync(who, id));
            Assert.Equal(("news.proposal-hidden", $"/proposals/{id}/hiding"), (text, href));
            Assert.Contains("登了别人的电话", facts);
            Assert.DoesNotContain("灰喜鹊", facts);
            // It can be read although the proposal cannot.
            Assert.Contains((await host.SendAsync(who, new Forum.Notifications.GetNews())).Value.Items, n => n.Href == href && n.Text.Contains("登了别人的电话"));
        }
        Assert.Equal("news.text-hidden", Assert.Single(await ToldAsync("lin", id)).Text);
        Assert.Equal("news.report-hidden", Assert.Single(await ToldAsync("wu", id)).Text);
        // Whoever muted it hears nothing, nor who did it.
        foreach (var who in new[] { "volunteer", "director" }) Assert.DoesNotContain(await ToldAsync(who, id), n => n.Text == "news.proposal-hidden");
        foreach (var whom in new[] { neighbour, holder }) Assert.Contains(await host.TellingsAsync(), l => l.Whom == VoterId.Of(whom) && l.What.Contains("登了别人的电话") && !l.What.Contains("灰喜鹊"));

        Assert.True((await host.SendAsync("lin", new AppealHiding(id, "是物业的电话"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(id, true, "物业的电话是公开的"))).Ok);
        foreach (var who in new[] { "zhao", "chen", "wu" })
        {
            var (text, facts, href) = (await ToldAsync(who, id))[^1];
            // Whoever reported it hears that in a line of their own.
            Assert.Equal((who == "wu" ? "news.report-shown-again" : "news.step-given-back", $"/proposals/{id}"), (text, href));
            Assert.Contains("物业的电话是公开的", facts);
            Assert.Contains("灰喜鹊", facts);
        }
        Assert.Equal("news.hiding-lifted", (await ToldAsync("lin", id))[^1].Text);
        Assert.Empty(await ToldAsync("volunteer", id));
        Assert.Contains(await host.TellingsAsync(), l => l.What.Contains("灰喜鹊") && l.What.Contains("物业的电话是公开的"));

        // Hidden once more, and by nobody's report: its title leaves all lines, and who reported the first time hears nothing more of that.
        async Task<int> NamingAsync() => (await host.SendAsync("wu", new Forum.Notifications.GetNews())).Value.Items.Count(n => n.Text.Contains("灰喜鹊"));
        Assert.NotEqual(0, await NamingAsync());
        Assert.True((await host.SendAsync("lin", new Revise(id, "换一段正文。"))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(id, "又登了别人的电话", HouseRule.PrivateData))).Ok);
        Assert.Single(await ToldAsync("wu", id), n => n.Text == "news.report-hidden");
        Assert.Equal(0, await NamingAsync());
    }

    [Fact]
    public async Task An_appeal_that_is_dismissed_tells_its_author_alone()
    {
        var id = await host.ProposedAsync("门口的戴菊");
        Assert.True((await host.SendAsync("zhao", new Endorse(id))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(id, "登了电话", HouseRule.PrivateData))).Ok);
        Assert.True((await host.SendAsync("lin", new AppealHiding(id, "请再看"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(id, false, "是私人电话"))).Ok);
        Assert.Equal(["news.proposal-hidden"], (await ToldAsync("zhao", id)).Select(n => n.Text));
        Assert.Equal("news.hiding-stays", (await ToldAsync("lin", id))[^1].Text);
    }
}
