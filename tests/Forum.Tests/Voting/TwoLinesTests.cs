using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Notifications;
using Forum.Queue;
using Forum.Voting;
using Forum.Voting.Record;
using Forum.Voting.Roll;
using Forum.Voting.Unconfirmed;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Whoever answers for two lines of one roll votes for each, and for neither by accident.</summary>
public sealed class TwoLinesTests(ForumHost host) : IClassFixture<ForumHost>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (await host.DbAsync(db => db.Residencies.CountAsync(r => db.Accounts.Any(a => a.UserName == "lin" && a.PersonId == r.PersonId))) == 1) await host.MoveInTooAsync("lin");
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Two_homes_are_two_ballots_each_changed_on_its_own()
    {
        var poll = await host.OpenPollAsync();
        var (one, two) = await host.TwoAsync("lin", poll);
        Assert.NotEqual(one.Label, two.Label);
        var unnamed = (await host.SendAsync("lin", new CastBallot(poll, Choice.Yes))).Refusals[0];
        Assert.Equal(("poll.which-line", $"{one.Label} · {two.Label}"), (unnamed.Code, unnamed.Facts[0].Value));
        Assert.True((await host.SendAsync("lin", new CastBallot(poll, Choice.Yes, Line: one.Line))).Ok);
        // What is looked at without naming is what has not voted.
        var next = (await host.SendAsync("lin", new GetPoll(poll))).Value;
        Assert.Equal((two.Line, null), (next.Own!.Line, next.Own.Receipt));
        Assert.Equal([true, false], next.Lines.Select(l => l.Voted));
        Assert.True((await host.SendAsync("lin", new CastBallot(poll, Choice.No, Line: two.Line))).Ok);
        Assert.Equal(2, (await host.SendAsync("lin", new CastBallot(poll, Choice.Abstain, Line: one.Line))).Value.Version);
        var ballots = await host.DbAsync(db => db.Ballots.Where(b => b.PollId == poll).ToDictionaryAsync(b => b.VoterId, b => (b.Choice, b.Version)));
        Assert.Equal(((Choice.Abstain, 2), (Choice.No, 1), 2), (ballots[one.Line], ballots[two.Line], ballots.Count));
        Assert.Equal(2, next.Voted + 1);
        var receipts = new[] { one, two }.Select(async l => (await host.SendAsync("lin", new GetReceipt(poll, l.Line))).Value.Receipt);
        Assert.Equal(2, (await Task.WhenAll(receipts)).Distinct().Count());
        Assert.Equal("poll.which-line", (await host.SendAsync("lin", new GetReceipt(poll))).Refusals[0].Code);
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.Equal(2, (await host.SendAsync("lin", new GetResult(poll))).Value.Turnout.Persons);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Somebody_elses_line_is_none_of_ones_own_and_seen_by_nobody()
    {
        var poll = await host.OpenPollAsync();
        var (one, two) = await host.TwoAsync("lin", poll);
        var chen = (await host.SendAsync("chen", new GetPoll(poll))).Value;
        Assert.DoesNotContain(chen.Lines, l => l.Line == one.Line || l.Line == two.Line);
        foreach (var who in new[] { "chen", "lin" })
        {
            var foreign = who == "chen" ? one.Line : chen.Own!.Line;
            Assert.Equal("poll.not-on-roll", (await host.SendAsync(who, new CastBallot(poll, Choice.Yes, Line: foreign))).Refusals[0].Code);
            Assert.Equal("poll.not-on-roll", (await host.SendAsync(who, new KeepUnconfirmed(new(poll, Choice.Yes, Line: foreign)))).Refusals[0].Code);
            Assert.Null((await host.SendAsync(who, new GetPoll(poll, foreign))).Value.Own);
            Assert.Equal("not-found", (await host.SendAsync(who, new GetReceipt(poll, foreign))).Refusals[0].Code);
        }
        Assert.Empty((await host.SendAsync("director", new GetRoll(poll))).Value.Lines.Where(l => l.Line == one.Line || l.Line == two.Line));
        Assert.Equal([one.Label, two.Label], (await host.SendAsync("lin", new GetRoll(poll))).Value.Lines.Select(l => l.Label));
        Assert.Equal(0, await host.DbAsync(db => db.Ballots.CountAsync(b => b.PollId == poll)));
    }

    [Fact]
    public async Task Forty_casts_at_once_over_both_leave_two_ballots()
    {
        var poll = await host.OpenPollAsync();
        var (one, two) = await host.TwoAsync("lin", poll);
        foreach (var line in new[] { one, two }) Assert.True((await host.SendAsync("lin", new KeepUnconfirmed(new(poll, Choice.Abstain, Line: line.Line)))).Ok);
        var casts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.SendAsync("lin", new CastBallot(poll, i % 3 == 0 ? Choice.Yes : Choice.No, Line: (i % 2 == 0 ? one : two).Line))));
        Assert.All(casts, c => Assert.True(c.Ok));
        Assert.Equal([20, 20], await host.DbAsync(db => db.Ballots.Where(b => b.PollId == poll).Select(b => b.Version).ToListAsync()));
        Assert.Equal((2, 0), await host.DbAsync(async db => ((await db.Polls.SingleAsync(p => p.Id == poll)).Voted, await db.UnconfirmedChoices.CountAsync(u => u.PollId == poll))));
    }

    [Fact]
    public async Task What_is_chosen_waits_is_reminded_of_and_lapses_for_each_line()
    {
        var poll = await host.OpenPollAsync();
        var (one, two) = await host.TwoAsync("lin", poll);
        async Task<List<string>> WaitsAsync() => [.. (await host.SendAsync("lin", new GetQueue())).Value.Items.Where(i => i.Id == poll.ToString()).Select(i => $"{i.Kind} {i.Href[^36..]}").Order()];
        Assert.Equal(new[] { $"poll.vote {one.Line}", $"poll.vote {two.Line}" }.Order(), await WaitsAsync());
        Assert.Equal("poll.which-line", (await host.SendAsync("lin", new KeepUnconfirmed(new(poll, Choice.Yes)))).Refusals[0].Code);
        foreach (var (line, choice) in new[] { (one, Choice.Yes), (two, Choice.No) }) Assert.True((await host.SendAsync("lin", new KeepUnconfirmed(new(poll, choice, Line: line.Line)))).Ok);
        Assert.Equal((Choice.Yes, Choice.No), ((await host.SendAsync("lin", new GetUnconfirmed(poll, one.Line))).Value.Choice, (await host.SendAsync("lin", new GetUnconfirmed(poll, two.Line))).Value.Choice));
        Assert.Equal(new[] { one.Label, two.Label }.Order(), (await host.SendAsync("lin", new ListUnconfirmed())).Value.Where(r => r.Id == poll).Select(r => r.Label).Order());
        await host.AdvanceAsync(TimeSpan.FromDays(3.1));
        await host.DrainAsync();
        Assert.Equal("poll.which-line", (await host.SendAsync("lin", new DropUnconfirmed(poll))).Refusals[0].Code);
        Assert.True((await host.SendAsync("lin", new DropUnconfirmed(poll, two.Line))).Ok);
        Assert.Equal([$"poll.confirm {one.Line}", $"poll.vote {two.Line}"], await WaitsAsync());
        Assert.True((await host.SendAsync("lin", new CastBallot(poll, Choice.No, Line: two.Line))).Ok);
        Assert.Equal([$"poll.confirm {one.Line}"], await WaitsAsync());
        Assert.True((await host.SendAsync("lin", new KeepUnconfirmed(new(poll, Choice.Yes, Line: two.Line)))).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.DrainAsync();
        var told = (await host.SendAsync("lin", new GetNews())).Value.Items.Where(n => n.Href.StartsWith($"/polls/{poll}?", StringComparison.Ordinal)).ToList();
        foreach (var line in new[] { one, two })
        {
            Assert.Single(told, n => n.Href.EndsWith($"{line.Line}", StringComparison.Ordinal) && n.Text.Contains($"替{line.Label}选好了，还没有投出去"));
            Assert.Single(told, n => n.Href.EndsWith($"{line.Line}", StringComparison.Ordinal) && n.Text.Contains($"替{line.Label}选过但没有确认"));
        }
        Assert.Equal([(one.Label, false)], (await host.SendAsync("lin", new GetLapsed(poll, one.Line))).Value.Select(l => (l.Label!, l.Stands)));
        Assert.Equal(new[] { (one.Label, false), (two.Label, true) }.Order(), (await host.SendAsync("lin", new GetLapsed(poll))).Value.Select(l => (l.Label!, l.Stands)).Order());
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Two_bodies_have_a_voice_each()
    {
        await host.ActTooAsync("property", "care");
        var poll = await host.OpenPollAsync("organisations");
        var (one, two) = await host.TwoAsync("property", poll);
        var api = await host.ApiAsync("property");
        Task<HttpResponseMessage> CastAsync(object body) => api.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", body);
        Assert.Equal(HttpStatusCode.BadRequest, (await CastAsync(new { choice = "yes" })).StatusCode);
        foreach (var (line, choice) in new[] { (one, "yes"), (two, "no") }) Assert.Equal(HttpStatusCode.Created, (await CastAsync(new { choice, line = line.Line.ToString() })).StatusCode);
        var shown = await api.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}?line={two.Line}");
        Assert.Equal(("no", 2), (shown.GetProperty("own").GetProperty("choice").GetString(), shown.GetProperty("lines").GetArrayLength()));
        // Of the second one another acts too, and changes nothing of it.
        Assert.Equal("ballot.body-cast", (await host.SendAsync("care", new CastBallot(poll, Choice.Yes))).Refusals[0].Code);
        Assert.True((await host.SendAsync("care", new GetPoll(poll))).Value is { Lines.Count: 1, Own.ByOther: true });
    }
}
