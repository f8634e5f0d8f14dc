using System.Net;
using System.Net.Http.Json;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Markup;
using Forum.Voting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

public sealed class HallTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposeAsync(string title = "一份提案") => (await host.SendAsync("lin", new Propose(title, "正文", null))).Value.Id;

    [Fact]
    public async Task Forty_endorsements_at_once_leave_one()
    {
        var id = await ProposeAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.SendAsync("chen", new Endorse(id))));
        Assert.Single(all, e => e.Ok);
        Assert.Equal((1, 1), await host.DbAsync(async db => (await db.Endorsements.CountAsync(e => e.ProposalId == id), (await db.Proposals.SingleAsync(p => p.Id == id)).Endorsed)));
    }

    [Fact]
    public async Task Comments_of_many_at_once_are_all_there_with_their_own_numbers()
    {
        var id = await ProposeAsync();
        string[] people = ["lin", "chen", "zhao", "wu", "steward"];
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.SendAsync(people[i % 5], new AddComment(id, $"第{i}条", Stance.Neither))));
        Assert.Equal(Enumerable.Range(1, 40), (await host.DbAsync(db => db.Comments.Where(c => c.ProposalId == id).Select(c => c.Seq).ToListAsync())).Order());
    }

    [Fact]
    public async Task Whoever_may_convene_is_led_to_the_poll_that_is_set_up_before_another()
    {
        var id = await ProposeAsync();
        async Task<(PollId? Draft, List<string> Words)> LedAsync(string who)
        {
            var page = await Browser.SignedInAsync(host, who);
            await page.GoAsync($"/proposals/{id}");
            return ((await host.SendAsync(who, new GetProposal(id))).Value.May.DraftPoll, [.. page.Page.QuerySelectorAll(".now-box a.btn[href^='/polls/']").Select(a => a.TextContent.Trim())]);
        }
        Assert.True(await LedAsync("director") is (null, ["召集表决"]));
        var poll = (await host.SendAsync("director", new SetUpPoll("装不装？", $"proposals/{id}", "yes-no-abstain", "residents", "open", host.Now().AddDays(3)))).Value;
        Assert.True(await LedAsync("director") is ({ } draft, ["另外再召集一次表决", _]) && draft == poll);
        Assert.True(await LedAsync("lin") is (null, [_]));
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        Assert.Null((await LedAsync("director")).Draft);
    }

    [Fact]
    public async Task What_a_moderator_hid_is_read_nowhere_but_its_reason_everywhere()
    {
        var id = await ProposeAsync();
        var comment = (await host.SendAsync("chen", new AddComment(id, "不该说的金丝雀", Stance.Against))).Value;
        Assert.Equal("forbidden", (await host.SendAsync("zhao", new HideText(comment, "骂人"))).Refusals[0].Code);
        Assert.True((await host.SendAsync("director", new HideText(comment, "骂人"))).Ok);
        foreach (var path in new[] { $"/proposals/{id}", $"/api/v1/proposals/{id}/comments", "/api/v1/proposals", "/" })
            Assert.DoesNotContain("金丝雀", await host.CreateClient().GetStringAsync(path));
        Assert.Contains("骂人", await host.CreateClient().GetStringAsync($"/proposals/{id}"));
    }

    [Fact]
    public async Task A_private_concern_does_not_become_public_by_a_link()
    {
        var concern = (await host.SendAsync("lin", new Forum.Reception.RaiseConcern("other", null, "家里的事", "说一说", Domain.Reception.Visibility.Private))).Value.Id;
        Assert.Equal("proposal.from-private", (await host.SendAsync("lin", new Propose("题", "文", null, concern))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("chen", new Propose("题", "文", null, concern))).Refusals[0].Code);
    }

    [Theory]
    [InlineData("en", "Neither")]
    [InlineData("zh", "说一点")]
    public async Task A_comment_reaches_an_open_screen_once_and_in_its_language(string language, string word)
    {
        var id = await ProposeAsync();
        await host.DrainAsync();
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(host.Server.BaseAddress, $"/hub?lang={language}"), o =>
        {
            o.HttpMessageHandlerFactory = _ => host.Server.CreateHandler();
            o.Transports = HttpTransportType.LongPolling;
        }).Build();
        var heard = System.Threading.Channels.Channel.CreateUnbounded<(string Target, string Html, long Version)>();
        connection.On<string, string, string, long>("fragment", (_, target, html, version) => heard.Writer.TryWrite((target, html, version)));
        await connection.StartAsync();
        var version = await connection.InvokeAsync<long>("Join", $"proposals/{id}", 0L);
        await host.SendAsync("chen", new AddComment(id, "看**这里**", Stance.Neither));
        var (target, html, newer) = await heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(("comments", version + 1), (target, newer));
        Assert.Contains("<strong>这里</strong>", html);
        Assert.Contains(word, html);
        Assert.DoesNotContain("<form", html);
        await host.DrainAsync();
        Assert.False(heard.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt&colon;alert(1))")]
    [InlineData("[a](data:text/html,<script>alert(1)</script>)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[a](vbscript:msgbox(1))")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("# x {onclick=alert(1)}")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("[a](http://x \"\\\" onmouseover=alert(1)\")")]
    [InlineData("<a href=\"java\nscript:alert(1)\">x</a>")]
    public void Hostile_markdown_leaves_nothing_live(string text)
    {
        var html = Markdown.Render("body", $"看\n\n{text}", 4000).Value.Html;
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.Empty(page.QuerySelectorAll("script,img,svg,iframe,style,form,object"));
        Assert.All(page.All.SelectMany(e => e.Attributes), a => Assert.False(a.Name.StartsWith("on") || a.Name == "style", $"{a.Name} in {html}"));
        Assert.All(page.QuerySelectorAll("[href]"), a => Assert.Matches("^(https?|mailto):", a.GetAttribute("href")!));
    }

    [Theory]
    [InlineData("[")]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("[a](b")]
    public void Deep_nesting_is_an_answer_and_no_crash(string piece)
    {
        var answer = Markdown.Render("body", string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length)), 20_000);
        Assert.True(answer.Ok || answer.Refusals[0].Code is "text.too-deep" or "body.missing");
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_before_anything_is_read()
    {
        var client = await host.ApiAsync("lin");
        var answer = await client.PostAsJsonAsync($"/api/v1/proposals/{await ProposeAsync()}/comments", new { body = new string('x', 100_000), stance = "for" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("text.too-long", await answer.Content.ReadAsStringAsync());
    }
}
