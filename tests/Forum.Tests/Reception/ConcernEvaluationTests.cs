using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Reception;
using Forum.Evaluations;
using Forum.Notifications;
using Forum.Notifications.Choices;
using Forum.Reception;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Reception;

/// <summary>What those concerned think of a closed concern, through the real application.</summary>
public sealed class ConcernEvaluationTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Followers = ["chen", "zhao", "wu", "volunteer"];

    private async Task<ConcernId> ResolvedAsync(string title, Visibility visibility = Visibility.Public)
    {
        var id = (await host.SendAsync("lin", new RaiseConcern("facilities", null, title, "说一说", visibility))).Value.Id;
        Assert.True((await host.SendAsync("director", new AcceptConcern(id, null))).Ok);
        var unit = (await host.SendAsync("director", new GetConcern(id))).Value.May.Units.Single(u => u.Name == "惠民物业").Id;
        Assert.True((await host.SendAsync("director", new AssignConcern(id, unit))).Ok);
        foreach (var who in visibility == Visibility.Public ? (string[])[.. Followers, "director", "property"] : []) Assert.True((await host.SendAsync(who, new FollowMatter($"concerns/{id}", Following.Followed))).Ok);
        Assert.True((await host.SendAsync("property", new ResolveConcern(id, "修好了"))).Ok);
        return id;
    }

    private async Task<ConcernId> ClosedAsync(string title, Visibility visibility = Visibility.Public)
    {
        var id = await ResolvedAsync(title, visibility);
        Assert.True((await host.SendAsync("lin", new ConfirmConcern(id, true, null))).Ok);
        return id;
    }

    private async Task<EvaluationView?> SeenAsync(string who, ConcernId id) => (await host.SendAsync(who, new GetConcern(id))).Value.Evaluation;

    private async Task<string?> CodeAsync(string who, ConcernId id, int score = 5) => (await host.SendAsync(who, new EvaluateConcern(id, score))) is { Ok: false } no ? no.Refusals[0].Code : null;

    [Fact]
    public async Task Those_concerned_are_asked_when_it_closes_and_nobody_else()
    {
        var id = await ResolvedAsync("门厅的灯");
        Assert.Null(await SeenAsync("lin", id));
        Assert.Equal("evaluation.not-yet", await CodeAsync("lin", id));
        Assert.True((await host.SendAsync("lin", new ConfirmConcern(id, true, null))).Ok);
        await host.DrainAsync();
        foreach (var who in Followers)
        {
            var lines = (await host.SendAsync(who, new GetNews())).Value.Items.Where(n => n.Href.StartsWith($"/concerns/{id}", StringComparison.Ordinal)).ToList();
            Assert.Single(lines, n => n.Text.Contains("门厅的灯") && n.Href == $"/concerns/{id}#evaluation");
            Assert.True((await SeenAsync(who, id))!.May);
        }
        Assert.True((await SeenAsync("lin", id))!.May);
        // Who accepted it and who mended it follow it too, and are not asked; nor is who has no part in it.
        foreach (var who in new[] { "director", "property", "household" })
        {
            Assert.False((await SeenAsync(who, id))!.May);
            Assert.Equal("evaluation.not-asked", await CodeAsync(who, id));
        }
        Assert.Equal("not-found", await CodeAsync("lin.b", id));
        Assert.Null(await CodeAsync("chen", id));
        Assert.Equal("evaluation.given", await CodeAsync("chen", id, 1));
        Assert.Equal("evaluation.score", await CodeAsync("wu", id, 6));
        Assert.Equal((5, false), (await SeenAsync("chen", id)) is { } own ? (own.Own, own.May) : default);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Whom_it_asks_is_fixed_when_it_closes()
    {
        var id = await ClosedAsync("水表的盖子");
        Assert.True((await host.SendAsync("household", new FollowMatter($"concerns/{id}", Following.Followed))).Ok);
        Assert.True((await host.SendAsync("chen", new FollowMatter($"concerns/{id}", Following.Muted))).Ok);
        await host.DrainAsync();
        Assert.False((await SeenAsync("household", id))!.May);
        Assert.Equal("evaluation.not-asked", await CodeAsync("household", id));
        Assert.DoesNotContain((await host.SendAsync("household", new GetNews())).Value.Items, n => n.Href == $"/concerns/{id}#evaluation");
        Assert.True((await SeenAsync("chen", id))!.May);
        Assert.Null(await CodeAsync("chen", id));
        foreach (var sql in new[] { "DELETE FROM SurveyAsked", "UPDATE SurveyAsked SET AccountId = 'x'", $"INSERT INTO SurveyAsked SELECT Topic, '00000000-0000-0000-0000-00000000000A' FROM SurveyAsked WHERE Topic = 'concerns/{id}' LIMIT 1" })
            Assert.Equal(1811, (await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)))).SqliteExtendedErrorCode);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task It_is_published_at_its_end_with_the_number_of_answers_and_not_below_five()
    {
        var (many, few) = (await ClosedAsync("电梯又停了"), await ClosedAsync("花坛的砖"));
        var lin = await host.ApiAsync("lin");
        var answered = await lin.PostAsJsonAsync($"/api/v1/concerns/{many}/evaluations", new { score = 2, remark = "等了半年" });
        Assert.Equal(2, JsonDocument.Parse(await answered.Content.ReadAsStringAsync()).RootElement.GetProperty("evaluation").GetProperty("own").GetInt32());
        Assert.Equal((null, null), await SeenAsync("household", many) is { } one ? (one.Answers, one.Scores) : default);
        foreach (var who in Followers) Assert.Null(await CodeAsync(who, many, 4));
        foreach (var who in Followers) Assert.Null(await CodeAsync(who, few, 1));
        Assert.Equal((5, null), await SeenAsync("household", many) is { } open ? (open.Answers, open.Scores) : default);
        Assert.DoesNotContain("等了半年", await host.CreateClient().GetStringAsync($"/concerns/{many}"));
        await host.AdvanceAsync(TimeSpan.FromDays(31));
        var page = await host.CreateClient().GetStringAsync($"/concerns/{many}");
        Assert.Contains("等了半年", page);
        Assert.Contains("5 人评议", page);
        Assert.Equal([0, 1, 0, 4, 0], (await SeenAsync("household", many))!.Scores);
        Assert.Equal((null, null, null), await SeenAsync("household", few) is { } hidden ? (hidden.Answers, hidden.Scores, hidden.Remarks) : default);
        Assert.Equal("evaluation.over", await CodeAsync("lin", few));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).PostAsJsonAsync($"/api/v1/concerns/{many}/evaluations", new { score = 5 })).StatusCode);
    }

    [Fact]
    public async Task Of_a_private_one_nobody_else_sees_anything_and_its_author_alone_is_asked()
    {
        var id = await ClosedAsync("楼上漏水", Visibility.Private);
        await host.DrainAsync();
        Assert.Equal("not-found", await CodeAsync("chen", id));
        Assert.Equal("evaluation.not-asked", await CodeAsync("property", id));
        Assert.Null(await CodeAsync("lin", id));
        Assert.DoesNotContain((await host.SendAsync("chen", new GetNews())).Value.Items, n => n.Text.Contains("楼上漏水"));
    }

    [Fact]
    public async Task By_the_page_without_javascript()
    {
        var id = await ClosedAsync("信箱的锁");
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/concerns/{id}");
        await chen.PostAsync("evaluate", new() { ["remark"] = "很快" });
        Assert.NotNull(chen.Page.QuerySelector(".wrong a[href='#score']"));
        await chen.PostAsync("evaluate", new() { ["score"] = "5", ["remark"] = "很快" });
        Assert.Null(chen.Page.QuerySelector("#evaluation form"));
        Assert.Contains("很满意", chen.Page.QuerySelector("#evaluation .note")!.TextContent);
    }

    [Theory]
    [InlineData("UPDATE Surveys SET Until = Until + 1")]
    [InlineData("DELETE FROM Surveys")]
    [InlineData("INSERT OR REPLACE INTO Surveys SELECT * FROM Surveys LIMIT 1")]
    [InlineData("INSERT INTO Evaluations (Topic, AccountId, Score, At, CommunityId) SELECT Topic, '00000000-0000-0000-0000-00000000000A', 5, Until, CommunityId FROM Surveys LIMIT 1")]
    public async Task The_database_keeps_its_end(string sql)
    {
        await ClosedAsync("路牌歪了");
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }

    [Fact]
    public async Task The_database_takes_no_answer_about_what_is_not_closed()
    {
        var id = await ResolvedAsync("栏杆松了");
        await host.DbAsync(db => db.Database.ExecuteSqlAsync($"INSERT INTO Surveys SELECT {$"concerns/{id}"}, 0, 9223372036854775807, CommunityId FROM Concerns LIMIT 1"));
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"INSERT INTO Evaluations (Topic, AccountId, Score, At, CommunityId) SELECT {$"concerns/{id}"}, '00000000-0000-0000-0000-00000000000A', 5, 5, CommunityId FROM Concerns LIMIT 1")));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }
}
