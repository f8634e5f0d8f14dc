using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>A poll's options may change until it opens, and what it makes of unranked ones is its own.</summary>
public sealed class ChangeOptionsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Two = ["银杏", "香樟"], Three = ["银杏", "香樟", "玉兰"];

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? null : (await JsonAsync(answer)).GetProperty("code").GetString();

    private async Task<string> SetUpAsync(string method = "schulze", string? unranked = null)
    {
        var made = await (await host.ApiAsync("director")).PostAsJsonAsync("/api/v1/polls", new { question = "种什么树？", method, preset = "residents", secrecy = "open", options = Two, unranked, closesAt = host.Now().AddDays(1) });
        Assert.Null(await CodeAsync(made));
        return (await JsonAsync(made)).GetProperty("id").GetString()!;
    }

    private async Task<HttpResponseMessage> ChangeAsync(string who, string poll, object body) => await (await host.ApiAsync(who)).PutAsJsonAsync($"/api/v1/polls/{poll}/options", body);

    private async Task<HttpResponseMessage> OpenAsync(string poll) => await (await host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { });

    [Fact]
    public async Task They_change_until_the_opening_and_never_after()
    {
        var poll = await SetUpAsync();
        Assert.Equal("forbidden", await CodeAsync(await ChangeAsync("lin", poll, new { options = Three })));
        Assert.Equal("poll.options", await CodeAsync(await ChangeAsync("director", poll, new { options = new[] { "银杏" } })));
        var changed = await ChangeAsync("director", poll, new { options = Three });
        Assert.Equal(Three, (await JsonAsync(changed)).GetProperty("options").EnumerateArray().Select(o => o.GetString()));
        Assert.Null(await CodeAsync(await OpenAsync(poll)));
        Assert.Equal("poll.opened", await CodeAsync(await ChangeAsync("director", poll, new { options = Two })));
        await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE Polls SET Options = '[]' WHERE State = 2")));
        await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE Polls SET Unranked = 3 - Unranked WHERE State = 2")));
    }

    [Fact]
    public async Task A_budget_changes_with_its_costs()
    {
        var made = await (await host.ApiAsync("director")).PostAsJsonAsync("/api/v1/polls", new { question = "先办哪些？", method = "greedy", preset = "residents", secrecy = "open", options = Two, costs = new[] { 100, 200 }, budget = 300, closesAt = host.Now().AddDays(1) });
        var poll = (await JsonAsync(made)).GetProperty("id").GetString()!;
        Assert.NotNull(await CodeAsync(await ChangeAsync("director", poll, new { options = Three, costs = new[] { 100, 200 }, budget = 300 })));
        Assert.NotNull(await CodeAsync(await ChangeAsync("director", poll, new { options = Three })));
        Assert.Null(await CodeAsync(await ChangeAsync("director", poll, new { options = Three, costs = new[] { 100, 200, 250 }, budget = 300 })));
    }

    [Theory]
    [InlineData("below", "银杏")]
    [InlineData("ignored", "玉兰")]
    public async Task What_is_not_ranked_counts_as_the_poll_says(string unranked, string winner)
    {
        var poll = await SetUpAsync(unranked: unranked);
        Assert.Null(await CodeAsync(await ChangeAsync("director", poll, new { options = new[] { "银杏", "玉兰" }, unranked })));
        await OpenAsync(poll);
        string[][] chen = [["玉兰"], ["银杏"]], plain = [["银杏"]];
        foreach (var (voter, ranking) in new[] { ("lin", plain), ("wu", plain), ("chen", chen) })
            Assert.Null(await CodeAsync(await (await host.ApiAsync(voter)).PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { ranking })));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var result = await JsonAsync(await (await host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{poll}/result"));
        Assert.Equal(winner, result.GetProperty("count").GetProperty("winners")[0].GetString());
        // The record says so too, and its count is the same.
        var file = Path.Combine(host.Folder, $"{unranked}.jsonl");
        await File.WriteAllTextAsync(file, await host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record"));
        var counted = Forum.Voting.Counting.BallotFile.Read(file).Then(f => Forum.Voting.Counting.Counting.Count("schulze", f, new Dictionary<string, string>()));
        Assert.Equal(winner, counted.Value.Winners[0]);
        Assert.All(new Forum.Voting.Record.RecordCheck().Run(File.ReadLines(file)), f => Assert.True(f.Holds, f.Name));
    }

    [Fact]
    public async Task Only_methods_that_compare_pairs_or_places_may_ignore_them()
    {
        var made = await (await host.ApiAsync("director")).PostAsJsonAsync("/api/v1/polls", new { question = "？", method = "irv", preset = "residents", secrecy = "open", options = Two, unranked = "ignored", closesAt = host.Now().AddDays(1) });
        Assert.Equal("poll.unranked", await CodeAsync(made));
    }
}
