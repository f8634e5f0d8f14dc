using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Reception;
using Forum.Notifications;
using Forum.Organisation;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Council;

/// <summary>Lines about what is hidden: whose words they are hears of it, also at the door; who only reported or kept order reads no title that is out of sight since.</summary>
public sealed class ToldOfHiddenTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<string> NewsAsync(string who)
    {
        await host.DrainAsync();
        return string.Join('\n', (await host.SendAsync(who, new GetNews())).Value.Items.Select(n => n.Text));
    }

    [Fact]
    public async Task Whoever_reported_or_kept_order_reads_no_title_of_what_is_hidden_since()
    {
        var id = await host.ProposedAsync("灰鹤落在池边");
        var said = (await host.SendAsync("chen", new AddComment(id, "骂人的话", Stance.Against))).Value;
        var other = (await host.SendAsync("chen", new AddComment(id, "不骂人的话", Stance.Against))).Value;
        foreach (var text in new TextRef[] { said, other }) Assert.True((await host.SendAsync("wu", new ReportText(text, HouseRule.Insult))).Ok);
        // What was answered before it was told is told to nobody.
        await host.DrainAsync();
        Assert.True((await host.SendAsync("director", new HideText(said, "骂人", HouseRule.Insult))).Ok);
        Assert.True((await host.SendAsync("director", new KeepText(other, "没有骂人"))).Ok);
        var concern = (await host.SendAsync("lin", new RaiseConcern("other", null, "灰鹤飞走了", "说一说", Visibility.Public))).Value.Id;
        Assert.True((await host.SendAsync("wu", new ReportText(concern, HouseRule.OffTopic))).Ok);
        await host.DrainAsync();
        Assert.True((await host.SendAsync("director", new KeepText(concern, "是小区的事"))).Ok);
        Assert.Equal(3, (await NewsAsync("wu")).Split('\n').Count(l => l.Contains("灰鹤")));
        Assert.Contains("灰鹤落在池边", await NewsAsync("director"));

        foreach (var text in new TextRef[] { id, concern }) Assert.True((await host.SendAsync("director", new HideText(text, "不实", HouseRule.Untrue))).Ok);
        foreach (var who in new[] { "wu", "director" }) Assert.DoesNotContain("灰鹤", await NewsAsync(who));
        // Whose it is reads on what it is about, and why.
        Assert.Equal(2, (await NewsAsync("lin")).Split('\n').Count(l => l.Contains("灰鹤") && l.Contains("不实")));
    }

    [Fact]
    public async Task Of_reports_that_wait_to_be_told_the_first_is_and_once_answered_none()
    {
        var said = (await host.SendAsync("chen", new AddComment(await host.ProposedAsync("白鹭和苍鹭"), "骂人的话", Stance.Against))).Value;
        foreach (var who in new[] { "wu", "lin" }) Assert.True((await host.SendAsync(who, new ReportText(said, HouseRule.Insult))).Ok);
        var reports = await host.DbAsync(db => db.Reports.On(said).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync());
        Assert.Equal(2, reports.Count);
        async Task<News?> ToldAsync(Report report)
        {
            await using var scope = host.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetServices<INewsmaker>().OfType<ModerationNews>().Single().OfAsync(new TextReported(report.CommunityId, said, report.Id), default);
        }
        var director = await host.DbAsync(db => db.Accounts.Where(a => a.UserName == "director").Select(a => a.AccountId).SingleAsync());
        Assert.Contains(director, (await ToldAsync(reports[0]))!.Whom);
        Assert.Null(await ToldAsync(reports[1]));

        Assert.True((await host.SendAsync("director", new KeepText(said, "没有骂人"))).Ok);
        foreach (var report in reports) Assert.Null(await ToldAsync(report));
    }

    [Fact]
    public async Task Whose_office_ended_reads_no_more_of_a_private_concern_that_was_reported()
    {
        using var own = new ForumHost();
        var concern = (await own.SendAsync("zhao", new RaiseConcern("other", null, "家里的灰鹤", "私下说", Visibility.Private))).Value.Id;
        Assert.True((await own.SendAsync("auditor", new ReportText(concern, HouseRule.OffTopic))).Ok);
        await own.DrainAsync();
        Assert.Contains((await own.SendAsync("director", new GetNews())).Value.Items, n => n.Text.Contains("家里的灰鹤"));
        foreach (var office in await own.DbAsync(db => db.Appointments.Where(a => db.Accounts.Any(w => w.UserName == "director" && w.Id == (Guid)(object)a.AccountId)).Select(a => a.Id).ToListAsync()))
            Assert.True((await own.SendAsync("admin", new EndAppointment(office, "换届"))).Ok);
        Assert.Equal(RefusalKind.NotFound, (await own.SendAsync("director", new GetConcern(concern))).Refusals[0].Kind);
        Assert.DoesNotContain((await own.SendAsync("director", new GetNews())).Value.Items, n => n.Text.Contains("家里的灰鹤"));
    }

    [Fact]
    public async Task Whoever_reads_no_mail_hears_at_the_door_that_their_words_were_hidden()
    {
        var (neighbour, (holder, _)) = (await host.NeighbourAsync(1), await host.AccountHolderAsync());
        var id = await host.ProposedAsync("灰鹤的窝");
        foreach (var whom in new[] { neighbour, holder })
        {
            var said = (await host.SendAsync("steward", new WriteDownComment(id, whom, "不好听的话", Stance.For, true))).Value;
            Assert.True((await host.SendAsync("director", new HideText(said, "说得难听", HouseRule.Insult))).Ok);
            var line = Assert.Single(await host.TellingsAsync(), l => l.Whom == VoterId.Of(whom) && l.What.Contains("说得难听")).What;
            Assert.Contains("您的意见", line);
            Assert.Contains("可以申诉", line);
        }
        // What somebody wrote by themselves is nothing for the steward's list, also where they once spoke through a pen.
        var who = (await host.AccountHolderAsync()).UserName;
        var own = (await host.SendAsync(who, new AddComment(id, "自己写的", Stance.For))).Value;
        Assert.True((await host.SendAsync("director", new HideText(own, "自己写得难听", HouseRule.Insult))).Ok);
        Assert.Contains("自己写得难听", await NewsAsync(who));
        Assert.DoesNotContain(await host.TellingsAsync(), l => l.What.Contains("自己写得难听"));
        // Of what they put forward they hear that it is theirs, once.
        foreach (var (whom, title) in new[] { (neighbour, "灰鹤的塘"), (holder, "灰鹤的树") })
        {
            var proposal = (await host.SendAsync("steward", new WriteDownProposal(whom, true, title, "正文。"))).Value.Id;
            Assert.True((await host.SendAsync("director", new HideText(proposal, $"不实{title[^1]}", HouseRule.Untrue))).Ok);
            var line = Assert.Single(await host.TellingsAsync(), l => l.Whom == VoterId.Of(whom) && l.What.Contains($"不实{title[^1]}")).What;
            Assert.Contains("您的提案", line);
            // Whoever tells it may not read what it was called.
            Assert.DoesNotContain("灰鹤", line);
        }
    }

    [Fact]
    public async Task Whose_office_to_hear_appeals_ended_reads_no_title_of_what_is_still_hidden()
    {
        using var own = new ForumHost();
        var id = (await own.SendAsync("lin", new Propose("看不见的灰鹤", "正文。", null))).Value.Id;
        Assert.True((await own.SendAsync("director", new HideText(id, "不实", HouseRule.Untrue))).Ok);
        Assert.True((await own.SendAsync("lin", new AppealHiding(id, "是真的"))).Ok);
        await own.DrainAsync();
        var number = await own.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.Number).SingleAsync());
        var lines = (await own.SendAsync("supervisor", new GetNews())).Value.Items;
        Assert.Contains(lines, n => n.Text.Contains(number));
        Assert.DoesNotContain(lines, n => n.Text.Contains("看不见的灰鹤"));
    }
}
