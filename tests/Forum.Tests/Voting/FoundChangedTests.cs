using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Queue;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>A poll that was changed past the portal is not only its holder's to know: who watches over polls is told, once, and sees when it was restored or called off.</summary>
public sealed class FoundChangedTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Told = ["director", "supervisor", "secretary"];

    private async Task<PollId> VotedAsync()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(5)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        Assert.True((await host.SendAsync("lin", new CastBallot(poll, Choice.No))).Ok);
        return poll;
    }

    // What was changed is found as soon as somebody votes on top of it.
    private async Task ChangeAsync(PollId poll)
    {
        await SetAsync(poll, 1);
        Assert.Equal("record.changed", (await host.SendAsync("lin", new CastBallot(poll, Choice.Yes))).Refusals[0].Code);
        await LookAsync();
    }

    private Task<int> SetAsync(PollId poll, int choice) => host.SpoilAsync($"UPDATE Ballots SET Choice = {choice} WHERE PollId = '{poll.ToString().ToUpperInvariant()}'");

    private async Task LookAsync()
    {
        await host.AdvanceAsync(TimeSpan.FromMinutes(11));
        await host.DrainAsync();
    }

    private async Task<bool> WaitsAsync(string who, PollId poll) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == "poll.changed" && i.Href == $"/polls/{poll}");

    private async Task<int> NewsAsync(string who, PollId poll, string word) => (await host.SendAsync(who, new GetNews())).Value.Items.Count(n => n.Href == $"/polls/{poll}" && n.Text.Contains(word));

    [Fact]
    public async Task Who_holds_it_and_who_watches_are_told_once_before_its_time_and_nobody_else()
    {
        var poll = await VotedAsync();
        await ChangeAsync(poll);
        await LookAsync();
        foreach (var who in Told) Assert.Equal((true, 1), (await WaitsAsync(who, poll), await NewsAsync(who, poll, "绕过平台改过")));
        foreach (var who in new[] { "lin", "secretary.b", "property" }) Assert.Equal((false, 0), (await WaitsAsync(who, poll), await NewsAsync(who, poll, "绕过平台改过")));

        async Task<(bool Alert, bool Form)> SeesAsync(string who)
        {
            var page = await Browser.SignedInAsync(host, who);
            await page.GoAsync($"/polls/{poll}");
            return (page.Page.QuerySelector("[data-live=changed] [role=alert]") is not null, page.HasForm("call-off"));
        }
        Assert.Equal([(true, true), (true, false), (true, false), (false, false)], [await SeesAsync("director"), await SeesAsync("supervisor"), await SeesAsync("secretary"), await SeesAsync("lin")]);
    }

    [Fact]
    public async Task Once_it_is_restored_they_are_told_so_and_nothing_waits()
    {
        var poll = await VotedAsync();
        await ChangeAsync(poll);
        await SetAsync(poll, 2);
        await LookAsync();
        await LookAsync();
        foreach (var who in Told) Assert.Equal((false, 1), (await WaitsAsync(who, poll), await NewsAsync(who, poll, "恢复原样")));
        Assert.Equal(["poll.found-changed", "poll.found-restored"], await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}" && r.Act.StartsWith("poll.found")).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync()));
        Assert.False((await host.SendAsync("director", new GetPoll(poll))).Value.May.CallOff);
        Assert.Empty(await host.FoundAsync((poll, await host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync()))));
    }

    [Fact]
    public async Task One_that_was_called_off_and_the_one_in_its_place_name_each_other()
    {
        var poll = await VotedAsync();
        await ChangeAsync(poll);
        var page = await Browser.SignedInAsync(host, "director");
        await page.GoAsync($"/polls/{poll}");
        await page.PostAsync("call-off", new() { ["reason"] = "数据库被人改过" });
        Assert.False(await WaitsAsync("supervisor", poll));
        await page.GoAsync($"/polls/{poll}");
        await page.GoAsync(page.Page.QuerySelector("a[href*='after=']")!.GetAttribute("href")!);
        Assert.Contains("代替被取消的", page.Text);
        await page.PostAsync("set-up", new() { ["closesAt"] = host.Now().AddDays(5).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture) });
        var next = (await host.SendAsync("lin", new GetPoll(poll))).Value.Next!.Value;
        Assert.Equal(poll, (await host.SendAsync("lin", new GetPoll(next))).Value.After);
        Assert.NotNull(page.Page.QuerySelector($"a[href^='/polls/{poll}']"));
        await page.GoAsync($"/polls/{poll}");
        Assert.NotNull(page.Page.QuerySelector($"a[href='/polls/{next}']"));
        Assert.Null(page.Page.QuerySelector("a[href*='after=']"));
        using var director = await host.ApiAsync("director");
        var again = await director.PostAsJsonAsync("/api/v1/polls", new { question = "再问一次？", method = "yes-no-abstain", preset = "residents", secrecy = "open", closesAt = host.Now().AddDays(3), after = $"{poll}" });
        Assert.Equal("poll.round-exists", (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_look_reads_of_one_instant_while_others_vote()
    {
        var poll = await VotedAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        Task<int> CountAsync() => db.Ballots.CountAsync(b => b.PollId == poll);
        await using (await scope.ServiceProvider.GetRequiredService<IForumStorage>().ReadAsync(db, default))
        {
            Assert.Equal(1, await CountAsync());
            Assert.True((await host.SendAsync("zhao", new CastBallot(poll, Choice.No))).Ok);
            Assert.Equal(1, await CountAsync());
        }
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task One_that_cannot_be_read_holds_up_no_other()
    {
        var (broken, other) = (await VotedAsync(), await VotedAsync());
        await host.SpoilAsync($"UPDATE Polls SET Rule = 'x' WHERE Id = '{broken.ToString().ToUpperInvariant()}'");
        await host.AdvanceAsync(TimeSpan.FromDays(6));
        Assert.True((await host.SendAsync("lin", new GetResult(other))).Ok);
        Assert.Contains((await host.SendAsync("lin", new ListPolls())).Value.Items, p => p.Id == other);
        await host.SpoilAsync($"UPDATE Polls SET Rule = (SELECT Rule FROM Polls WHERE Id = '{other.ToString().ToUpperInvariant()}') WHERE Id = '{broken.ToString().ToUpperInvariant()}'");
    }
}
