using System.Text.RegularExpressions;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Pages of a long discussion: every thread once in each order, answers a few at a time, and an address for each comment.</summary>
public sealed class DiscussionPagingTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync() => (await host.SendAsync("lin", new Propose("一份说得很长的提案", "正文。", null))).Value.Id;

    private async Task<CommentId> SaidAsync(ProposalId id, string words, CommentId? to = null, Stance stance = Stance.For, string by = "chen") =>
        (await host.SendAsync(by, new AddComment(id, words, stance, to))).Value;

    [Theory]
    [InlineData(CommentOrder.Newest)]
    [InlineData(CommentOrder.Oldest)]
    [InlineData(CommentOrder.Agreed)]
    public async Task Every_thread_comes_once_in_each_order(CommentOrder order)
    {
        var id = await ProposedAsync();
        List<CommentId> said = [];
        for (var i = 0; i < 11; i++) said.Add(await SaidAsync(id, $"第{i}条"));
        foreach (var (comment, friends) in new[] { (said[2], new[] { "lin", "zhao" }), (said[7], ["wu"]), (said[4], ["wu"]) })
            foreach (var friend in friends) await host.SendAsync(friend, new AgreeWithComment(comment));

        List<CommentView> read = [];
        string? cursor = null;
        do
        {
            var page = (await host.SendAsync("lin", new GetDiscussion(id, cursor, 3, order))).Value;
            read.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(said.Count, read.DistinctBy(c => c.Id).Count());
        Assert.Equal(said.Count, read.Count);
        var expected = order switch { CommentOrder.Newest => read.OrderByDescending(c => c.Seq), CommentOrder.Oldest => read.OrderBy(c => c.Seq), _ => read.OrderByDescending(c => c.Agreed).ThenBy(c => c.Seq) };
        Assert.Equal(expected.Select(c => c.Id), read.Select(c => c.Id));
    }

    [Fact]
    public async Task A_thread_shows_its_first_answers_and_the_rest_at_its_own_address()
    {
        var id = await ProposedAsync();
        var head = await SaidAsync(id, "开头");
        List<CommentId> answers = [];
        for (var i = 1; i <= 60; i++) answers.Add(await SaidAsync(id, $"回{i}", i % 2 == 0 ? head : answers.LastOrDefault(head)));

        var browser = await Browser.SignedInAsync(host, "wu");
        await browser.GoAsync($"/proposals/{id}");
        Assert.Equal(DiscussionPages.FirstAnswers, browser.Page.QuerySelectorAll($"#answers-{head} > article").Length);
        var more = browser.Page.QuerySelector($"#c-{head} > .more a")!;
        Assert.Contains("57", more.TextContent);

        await browser.GoAsync(more.GetAttribute("href")!);
        Assert.Equal(Enumerable.Range(4, 50).Select(n => n.ToString()), browser.Page.QuerySelectorAll($"#answers-{head} > article").Select(a => a.GetAttribute("data-nth")));
        await browser.GoAsync(browser.Page.QuerySelector("a[data-next]")!.GetAttribute("href")!);
        Assert.Equal("60", browser.Page.QuerySelectorAll($"#answers-{head} > article").Last().GetAttribute("data-nth"));

        // An answer far down is found by its own address.
        await browser.GoAsync($"/proposals/{id}/comments/{answers[54]}");
        Assert.NotNull(browser.Page.QuerySelector($"#c-{answers[54]}"));
        Assert.NotNull(browser.Page.QuerySelector($"#c-{head}"));
    }

    [Fact]
    public async Task A_comment_is_not_found_under_another_proposal_nor_by_the_neighbours()
    {
        var (id, other) = (await ProposedAsync(), await ProposedAsync());
        var said = await SaidAsync(id, "只在这里");
        var (lin, neighbour) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "lin.b"));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await lin.GoAsync($"/proposals/{id}/comments/{said}")).Response.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await lin.GoAsync($"/proposals/{other}/comments/{said}")).Response.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await neighbour.GoAsync($"/proposals/{id}/comments/{said}")).Response.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).GetAsync($"/api/v1/comments/{said}")).StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1.2.3")]
    [InlineData("-5")]
    [InlineData("99999999999999")]
    [InlineData(".")]
    public async Task A_cursor_of_rubbish_is_the_beginning(string cursor)
    {
        var id = await ProposedAsync();
        await SaidAsync(id, "一条");
        Assert.Single((await host.SendAsync("lin", new GetDiscussion(id, cursor, 20, CommentOrder.Agreed))).Value.Items);
    }

    [Fact]
    public async Task Counts_are_those_of_what_is_shown_also_when_many_come_and_go_at_once()
    {
        var id = await ProposedAsync();
        string[] people = ["lin", "chen", "zhao", "wu"];
        var said = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => SaidAsync(id, $"第{i}条", null, (Stance)(1 + i % 3), people[i % 4])));
        await Task.WhenAll(said.Take(8).Select((c, i) => i % 2 == 0 ? host.SendAsync(people[i % 4], new WithdrawComment(c)) : host.SendAsync("director", new HideText(c, "试试"))));
        var (counted, talk) = await host.DbAsync(async db => (
            await db.Comments.Where(c => c.ProposalId == id && c.Hidden == null && c.Withdrawn == null).GroupBy(c => c.Stance).ToDictionaryAsync(g => g.Key, g => g.Count()),
            await db.StancesAsync(id, default)));
        Assert.Equal(16, counted.Values.Sum());
        Assert.Equal(counted.OrderBy(c => c.Key), talk.OrderBy(c => c.Key));
    }

    [Fact]
    public async Task Every_page_is_read_along_an_index()
    {
        var id = await ProposedAsync();
        await host.DbAsync(async db =>
        {
            IQueryable<Comment>[] queries =
            [
                db.Comments.ThreadsOf(id, CommentOrder.Newest, "500").Take(21), db.Comments.ThreadsOf(id, CommentOrder.Oldest, "500").Take(21), db.Comments.ThreadsOf(id, CommentOrder.Agreed, "3.500").Take(21),
                db.Comments.Best(id, Stance.For), db.Comments.FirstAnswersOf([new(Guid.NewGuid()), new(Guid.NewGuid())]),
            ];
            foreach (var query in queries)
            {
                var plan = await PlanAsync(db, query.ToQueryString());
                Assert.DoesNotContain("SCAN Comments", plan.Replace("\"", "").Replace("SCAN c", "SCAN Comments"));
                Assert.DoesNotContain("TEMP B-TREE FOR ORDER BY", plan);
            }
            return 0;
        });
    }

    private static async Task<string> PlanAsync(Forum.Foundation.Storage.ForumDb db, string sql)
    {
        sql = string.Join('\n', sql.Split('\n').Where(l => !l.StartsWith(".param") && !l.StartsWith("This ")));
        await db.Database.OpenConnectionAsync();
        await using var explain = db.Database.GetDbConnection().CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in Regex.Matches(sql, @"@\w+").Select(m => m.Value).Distinct())
        {
            var parameter = explain.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, name.Contains("threads") ? "[]" : 1);
            explain.Parameters.Add(parameter);
        }
        await using var rows = await explain.ExecuteReaderAsync();
        List<string> plan = [];
        while (await rows.ReadAsync()) plan.Add(rows.GetString(3));
        return string.Join('\n', plan);
    }
}
