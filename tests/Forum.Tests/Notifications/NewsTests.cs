using System.Net;
using System.Net.Http.Json;
using System.Threading.Channels;
using Forum.Domain.Reception;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Notifications;
using Forum.Reception;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Notifications;

/// <summary>The counter and the list in the portal.</summary>
public sealed class NewsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private Task<ConcernId> AcceptedAsync(string title = "路灯", Visibility visibility = Visibility.Public) => AcceptedAsync(host, title, visibility);

    private static async Task<ConcernId> AcceptedAsync(ForumHost host, string title, Visibility visibility = Visibility.Public)
    {
        var id = (await host.SendAsync("lin", new RaiseConcern("property", null, title, "不亮。", visibility))).Value.Id;
        Assert.True((await host.SendAsync("director", new AcceptConcern(id))).Ok);
        await host.DrainAsync();
        return id;
    }

    private HubConnection Connect(HttpClient who) => new HubConnectionBuilder().WithUrl("http://localhost/hub", o =>
    {
        o.Transports = HttpTransportType.LongPolling;
        o.HttpMessageHandlerFactory = _ => host.Server.CreateHandler();
        o.Headers["Authorization"] = who.DefaultRequestHeaders.Authorization!.ToString();
    }).Build();

    [Fact]
    public async Task What_was_told_stays_in_the_outbox_for_a_week_and_what_was_not_for_as_long_as_it_takes()
    {
        // The clock of the others stands still: what falls due meanwhile would be told to them.
        using var own = new ForumHost();
        var lin = await own.ApiAsync("lin");
        var (told, stuck, now) = (await AcceptedAsync(own, "说过就忘"), await AcceptedAsync(own, "还没说完"), own.Now());
        // Later ones tell that nobody took them on.
        Task<bool> IsThereAsync(ConcernId id) => own.DbAsync(db => db.Set<OutboxRow>().AnyAsync(r => r.Topic == $"concerns/{id}" && r.At <= now));
        await own.DbAsync(db => db.Set<DeliveryRow>().Where(d => d.Event.Topic == $"concerns/{stuck}").ExecuteUpdateAsync(set => set.SetProperty(d => d.DoneAt, (DateTimeOffset?)null).SetProperty(d => d.Attempts, 9).SetProperty(d => d.NotBefore, own.Now().AddYears(1))));
        await own.AdvanceAsync(TimeSpan.FromDays(6));
        Assert.Equal((true, true), (await IsThereAsync(told), await IsThereAsync(stuck)));
        await own.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal((false, true), (await IsThereAsync(told), await IsThereAsync(stuck)));
        Assert.Contains((await lin.GetFromJsonAsync<Forum.Foundation.Web.Listing<NewsLine>>("/api/v1/news"))!.Items, n => n.Href == $"/concerns/{told}");
        await own.DbAsync(db => db.Set<DeliveryRow>().Where(d => d.DoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.DoneAt, own.Now())));
    }

    [Fact]
    public async Task The_account_and_nobody_else_is_told_to_count_again()
    {
        var (lin, chen) = (await host.ApiAsync("lin"), await host.ApiAsync("chen"));
        await host.DrainAsync();
        var heard = Channel.CreateUnbounded<string>();
        await using var mine = Connect(lin);
        await using var other = Connect(chen);
        mine.On("news", () => { heard.Writer.TryWrite("lin"); });
        other.On("news", () => { heard.Writer.TryWrite("chen"); });
        await mine.StartAsync();
        await other.StartAsync();
        var before = (await lin.GetFromJsonAsync<UnreadNews>("/api/v1/news/unread"))!.Count;
        var id = await AcceptedAsync("只告诉林", Visibility.Private);
        Assert.Equal("lin", await heard.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before + 1, (await lin.GetFromJsonAsync<UnreadNews>("/api/v1/news/unread"))!.Count);
        // Reading in one window counts again in the others; chen hears of the next thing that is hers, and of nothing before.
        var line = (await lin.GetFromJsonAsync<Forum.Foundation.Web.Listing<NewsLine>>("/api/v1/news"))!.Items.First(n => n.Href == $"/concerns/{id}");
        Assert.Equal(HttpStatusCode.OK, (await lin.PostAsync($"/api/v1/news/{line.Id}/reading", null)).StatusCode);
        Assert.Equal("lin", await heard.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before, (await lin.GetFromJsonAsync<UnreadNews>("/api/v1/news/unread"))!.Count);
        Assert.Equal(HttpStatusCode.NotFound, (await chen.PostAsync($"/api/v1/news/{line.Id}/reading", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await chen.PostAsync("/api/v1/news/reading", null)).StatusCode);
        Assert.Equal("chen", await heard.Reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_masthead_counts_to_ninety_nine()
    {
        var texts = host.Services.CreateScope().ServiceProvider.GetRequiredService<TextBook>();
        Assert.Equal(["消息", "消息 1", "消息 99", "消息 99+"], new[] { 0, 1, 99, 100 }.Select(n => UnreadNews.Words(n, texts)));
    }

    [Fact]
    public async Task One_line_is_read_by_opening_it_and_all_up_to_those_that_were_shown()
    {
        await host.DrainAsync();
        await host.SendAsync("lin", new ReadNews());
        var (first, second) = (await AcceptedAsync("一"), await AcceptedAsync("二"));
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync("/news");
        Assert.Equal("2", lin.Page.QuerySelector("[data-unread]")!.GetAttribute("data-unread"));
        var href = lin.Page.QuerySelectorAll(".rows a").First(a => a.TextContent.Contains("“一”")).GetAttribute("href")!;
        await lin.GoAsync(href);
        Assert.Equal($"/concerns/{first}", lin.Path);
        await lin.GoAsync("/news");
        Assert.Equal("1", lin.Page.QuerySelector("[data-unread]")!.GetAttribute("data-unread"));
        // A third comes between looking and pressing: it stays new.
        await AcceptedAsync("三");
        await lin.PostAsync("read", []);
        Assert.Equal("1", lin.Page.QuerySelector("[data-unread]")!.GetAttribute("data-unread"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await Browser.SignedInAsync(host, "chen")).GoAsync(href)).Response.StatusCode);
        Assert.StartsWith("/sign-in", (await new Browser(host).GoAsync(href)).Path);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Paged_by_keys_without_gap_or_repetition()
    {
        var who = await host.DbAsync(db => db.Accounts.Where(a => a.UserName == "volunteer").Select(a => new { a.Id, a.CommunityId }).SingleAsync());
        await host.DbAsync(async db =>
        {
            for (var i = 1; i <= 120; i++) db.News.Add(new NewsRow { OutboxId = 1_000_000 + i, AccountId = new(who.Id), CommunityId = who.CommunityId, At = host.Now(), Text = "news.comment", Facts = "{\"title\":\"t\"}", Href = "/me" });
            return await db.SaveChangesAsync();
        });
        List<long> all = [];
        for (long? cursor = null; ;)
        {
            var page = (await host.SendAsync("volunteer", new GetNews(cursor))).Value;
            all.AddRange(page.Items.Select(i => i.Id));
            if (page.Next is null) break;
            cursor = long.Parse(page.Next);
        }
        Assert.Equal(all.Distinct().OrderDescending(), all);
        Assert.True(all.Count >= 120);
    }

    [Theory]
    [InlineData("news.text-hidden")]
    [InlineData("MatterStation.Decided")]
    [InlineData("refusal.not-found")]
    [InlineData("{word} {title} {reason}")]
    public async Task A_title_is_shown_as_it_was_written_whatever_it_looks_like(string title)
    {
        var proposal = (await host.SendAsync("lin", new Forum.Council.Proposals.Propose(title, "正文。", null))).Value.Id;
        Assert.True((await host.SendAsync("chen", new Forum.Council.Discussion.AddComment(proposal, "好。", Domain.Council.Discussion.Stance.For))).Ok);
        var poll = (await host.SendAsync("director", new Forum.Voting.SetUpPoll(title, $"proposals/{proposal}", "yes-no-abstain", "residents", "open", host.Now().AddDays(7)))).Value;
        Assert.True((await host.SendAsync("director", new Forum.Voting.OpenPoll(poll))).Ok);
        Assert.True((await host.SendAsync("director", new Forum.Council.Moderation.HideText(await SaidAsync(proposal, "chen"), title, Domain.Moderation.HouseRule.Insult))).Ok);
        await host.DrainAsync();
        var lin = (await host.SendAsync("lin", new GetNews())).Value.Items;
        Assert.Contains(lin, n => n.Href.StartsWith($"/proposals/{proposal}/comments/") && n.Text == $"“{title}”有新意见");
        // What the portal itself says still comes in words.
        var hidden = Assert.Single((await host.SendAsync("chen", new GetNews())).Value.Items, n => n.Text.Contains("申诉") && n.Text.Contains($"“{title}”"));
        Assert.StartsWith("您的意见", hidden.Text);
        Assert.EndsWith(title, hidden.Text.TrimEnd('。'));
    }

    private Task<CommentId> SaidAsync(ProposalId on, string by) => host.DbAsync(async db =>
    {
        var account = (await db.Accounts.SingleAsync(a => a.UserName == by)).AccountId;
        return await db.Comments.Where(c => c.ProposalId == on && c.By.AccountId == account).Select(c => c.Id).SingleAsync();
    });

    [Fact]
    public async Task Read_a_year_ago_is_forgotten_and_unread_stays()
    {
        using var own = new ForumHost();
        var id = (await own.SendAsync("lin", new RaiseConcern("property", null, "旧事", "旧。", Visibility.Public))).Value.Id;
        await own.SendAsync("director", new AcceptConcern(id));
        await own.DrainAsync();
        await own.SendAsync("lin", new ReadNews());
        var read = await own.DbAsync(db => db.News.CountAsync(n => n.ReadAt != null));
        Assert.True(read > 0);
        var unread = await own.DbAsync(db => db.News.CountAsync(n => n.ReadAt == null));
        await own.AdvanceAsync(TimeSpan.FromDays(364));
        Assert.True(await own.DbAsync(db => db.News.CountAsync(n => n.ReadAt != null)) >= read);
        await own.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(0, await own.DbAsync(db => db.News.CountAsync(n => n.ReadAt != null)));
        Assert.True(await own.DbAsync(db => db.News.CountAsync(n => n.ReadAt == null)) >= unread);
    }
}
