using Forum.Council.Authors;
using Forum.Council.Drafts;
using Forum.Council.Proposals;
using Forum.Domain.Council.Drafts;
using Forum.Notifications;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council.Writing;

/// <summary>Who may write along: asked by the same question when invited, when joining and when writing.</summary>
public sealed class CoAuthorTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<DraftId> DraftAsync(string title) => (await host.SendAsync("lin", new StartDraft(title, "第一段。"))).Value.Id;

    private Task<AccountId> AccountAsync(string userName) => host.DbAsync(async db => (await db.Accounts.SingleAsync(a => a.UserName == userName)).AccountId);

    [Theory]
    [InlineData("grid.secretary")]
    [InlineData("grid.worker")]
    public async Task Whoever_could_not_write_is_not_asked_and_does_not_join(string who)
    {
        var draft = await DraftAsync("整个小区的事");
        var proposal = (await host.SendAsync("lin", new Propose("整个小区的提案", "正文。", null))).Value.Id;
        foreach (var text in new WrittenText[] { new(draft, null), new(null, proposal) })
        {
            Assert.Equal(("userName", "coauthor.elsewhere"), (await host.SendAsync("lin", new InviteCoAuthor(text, who))).Refusals[0] is var no ? (no.Field, no.Code) : default);
            // As one who was asked while their office was a wider one.
            var account = await AccountAsync(who);
            await host.DbAsync(async db =>
            {
                var asked = await db.Accounts.Where(a => a.UserName == who).Select(a => a.DisplayName).SingleAsync();
                Domain.Council.Authors.WrittenTogether written = text.Draft is { } d ? await db.Drafts.Include(x => x.CoAuthors).SingleAsync(x => x.Id == d) : await db.Proposals.Include(x => x.CoAuthors).SingleAsync(x => x.Id == proposal);
                Assert.True(written.Invite(new(Guid.CreateVersion7()), await AccountAsync("lin"), account, asked, host.Now(), await db.Accounts.Where(a => a.UserName == "lin").Select(a => a.PersonId).SingleAsync()).Ok);
                return await db.SaveChangesAsync();
            });
            Assert.Equal("coauthor.elsewhere-you", (await host.SendAsync(who, new JoinCoAuthors(text))).Refusals[0].Code);
            // Whoever may not join may still say no.
            Assert.True((await host.SendAsync(who, new EndCoAuthor(text, account))).Ok);
        }
    }

    [Fact]
    public async Task Whose_office_is_where_the_text_counts_joins_and_writes()
    {
        var (path, building) = await host.DbAsync(async db =>
        {
            var grid = await db.Appointments.Join(db.Places, a => a.PlaceId, p => p.Id, (a, p) => new { a.Role, p.Path }).Where(x => x.Role == Role.GridSecretary).Select(x => x.Path).FirstAsync();
            return (grid, await db.Places.Where(p => p.Path.StartsWith(grid) && p.Level == PlaceLevel.Building).Select(p => p.Id).FirstAsync());
        });
        var proposal = (await host.SendAsync("lin", new Propose("一栋楼的提案", "正文。", building))).Value.Id;
        Assert.True((await host.SendAsync("lin", new InviteCoAuthor(new(null, proposal), "grid.secretary"))).Ok, path);
        Assert.True((await host.SendAsync("grid.secretary", new JoinCoAuthors(new(null, proposal)))).Ok);
        Assert.Equal(2, (await host.SendAsync("grid.secretary", new Revise(proposal, "罗敏写的。", 1))).Value);
    }

    [Fact]
    public async Task A_line_about_a_draft_leads_to_it_as_long_as_one_may_open_it()
    {
        var draft = await DraftAsync("写给大家看的");
        Assert.True((await host.SendAsync("lin", new InviteCoAuthor(new(draft, null), "zhao"))).Ok);
        await host.DrainAsync();
        async Task<string> WhereAsync() => (await host.SendAsync("zhao", new GetNews())).Value.Items[0].Href;
        Assert.Equal($"/drafts/{draft}", await WhereAsync());
        Assert.True((await host.SendAsync("lin", new DiscardDraft(draft))).Ok);
        Assert.Equal("/drafts", await WhereAsync());
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Whoever_is_asked_answers_at_the_proposal_when_the_draft_was_put_forward_first(bool told)
    {
        var draft = await DraftAsync($"还没答复就提出来了 {told}");
        Assert.True((await host.SendAsync("lin", new InviteCoAuthor(new(draft, null), "zhao"))).Ok);
        Assert.Contains((await host.SendAsync("zhao", new Forum.Queue.GetQueue())).Value.Items, i => i.Kind == "coauthor.answer" && i.Href == $"/drafts/{draft}");
        // The line is written before or after the draft is gone.
        if (told) await host.DrainAsync();
        var id = (await host.SendAsync("lin", new PublishDraft(draft))).Value.Id;
        await host.DrainAsync();
        var line = (await host.SendAsync("zhao", new GetNews())).Value.Items.First(n => n.Text.Contains("执笔") || n.Text.Contains("一起写"));
        Assert.Equal($"/proposals/{id}/co-authors", line.Href);
        var zhao = await Browser.SignedInAsync(host, "zhao");
        foreach (var way in new[] { $"/news/{line.Id}", $"/drafts/{draft}" })
        {
            await zhao.GoAsync(way);
            Assert.Equal($"/proposals/{id}/co-authors", zhao.Path);
        }
        await zhao.GoAsync("/queue");
        Assert.NotNull(zhao.Page.QuerySelector($"main a[href='/proposals/{id}/co-authors']"));
        await zhao.GoAsync($"/proposals/{id}");
        await zhao.GoAsync(zhao.Page.QuerySelector("aside.side .now-box.mine a.go")!.GetAttribute("href")!);
        await zhao.PostAsync("join", []);
        Assert.Null(zhao.Page.QuerySelector($"aside.side a[href='/proposals/{id}/co-authors'].go"));
        Assert.DoesNotContain((await host.SendAsync("zhao", new Forum.Queue.GetQueue())).Value.Items, i => i.Kind == "coauthor.answer");
        // Others learn nothing of where a draft went.
        var wu = await Browser.SignedInAsync(host, "wu");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await wu.GoAsync($"/drafts/{draft}")).Response.StatusCode);
    }

    [Fact]
    public async Task Whoever_writes_on_in_a_draft_that_was_put_forward_is_told_and_led_there()
    {
        var draft = await DraftAsync("两个人写的");
        await host.WriteAlongAsync(draft);
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/drafts/{draft}");
        var id = (await host.SendAsync("lin", new PublishDraft(draft))).Value.Id;
        Assert.Equal("draft.published", (await host.SendAsync("chen", new SaveDraft(draft, 1, "题", "我还在写"))).Refusals[0].Code);
        Assert.Equal(Refusal.NotFound, (await host.SendAsync("wu", new SaveDraft(draft, 1, "题", "猜一猜"))).Refusals[0]);
        await chen.PostAsync("review", new() { ["body"] = "我还在写" });
        Assert.Contains("已经提出来了", chen.Text);
        Assert.Contains("我还在写", chen.Page.QuerySelectorAll("textarea").Select(t => t.TextContent.Trim()));
        Assert.NotNull(chen.Page.QuerySelector($"main a[href='/proposals/{id}']"));
    }

    [Fact]
    public async Task Who_may_not_ask_learns_nothing_of_whom_they_name()
    {
        var proposal = (await host.SendAsync("lin", new Propose("谁也不能替我请人", "正文。", null))).Value.Id;
        Assert.Equal("coauthor.author-invites", (await host.SendAsync("chen", new InviteCoAuthor(new(null, proposal), "grid.secretary"))).Refusals[0].Code);
    }

    [Fact]
    public async Task A_draft_that_names_a_place_that_is_none_counts_in_the_community()
    {
        var draft = (await host.SendAsync("lin", new StartDraft("哪里的事", "第一段。", new(Guid.CreateVersion7())))).Value.Id;
        await host.WriteAlongAsync(draft);
    }

    [Fact]
    public async Task Whose_office_ended_does_not_write_along_on_the_proposal_that_a_draft_becomes()
    {
        using var own = new ForumHost();
        var (office, building) = await own.DbAsync(async db =>
        {
            var grid = await db.Appointments.Join(db.Places, a => a.PlaceId, p => p.Id, (a, p) => new { a.Id, a.Role, p.Path }).Where(x => x.Role == Role.GridSecretary && db.Appointments.Any(a => a.Id == x.Id && db.Accounts.Any(w => w.UserName == "grid.secretary" && w.Id == (Guid)(object)a.AccountId))).FirstAsync();
            return (grid.Id, await db.Places.Where(p => p.Path.StartsWith(grid.Path) && p.Level == PlaceLevel.Building).Select(p => p.Id).FirstAsync());
        });
        var draft = (await own.SendAsync("lin", new StartDraft("一栋楼的草稿", "正文。", building))).Value.Id;
        foreach (var who in new[] { "grid.secretary", "chen" })
        {
            await own.WriteAlongAsync(draft, who);
        }
        Assert.True((await own.SendAsync("director", new EndAppointment(office, "调离"))).Ok);
        var id = (await own.SendAsync("lin", new PublishDraft(draft))).Value.Id;
        var chen = await own.DbAsync(async db => (await db.Accounts.SingleAsync(a => a.UserName == "chen")).AccountId);
        Assert.Equal([chen], await own.DbAsync(db => db.Proposals.Where(p => p.Id == id).SelectMany(p => p.CoAuthors).Select(c => c.AccountId).ToListAsync()));
    }
}
