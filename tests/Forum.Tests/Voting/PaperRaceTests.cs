using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Shared;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Paper against paper, against online ballots, tokens and the closing, all at the same instant, again and again.</summary>
public sealed class PaperRaceTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    private const int Rounds = 12;

    private async Task<IReadOnlyList<string>> VotersAsync(string poll) =>
        await Host.DbAsync(db => db.Accounts.Where(a => db.RollLines.Any(l => l.PollId == new PollId(Guid.Parse(poll)) && (Guid)(object)l.VoterId == (Guid)(object)a.PersonId!)).OrderBy(a => a.UserName).Select(a => a.UserName!).Take(Rounds).ToListAsync());

    private Task<Poll> PollAsync(string poll) => Host.DbAsync(db => db.Polls.AsNoTracking().SingleAsync(p => p.Id == new PollId(Guid.Parse(poll))));

    [Fact]
    public async Task Of_two_second_readings_at_once_one_is_heard()
    {
        var poll = await OpenAsync();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var (one, other) = (await Host.ApiAsync("supervisor"), await Host.ApiAsync("grid.worker"));
        var counted = 0;
        foreach (var voter in await VotersAsync(poll))
        {
            var serial = await PrintAsync(poll, new { voterId = await PersonAsync(voter) });
            Assert.Equal("entered", await StateAsync(await EnterAsync("director", poll, serial, First("no", "paper"))));
            var states = await Task.WhenAll((await Task.WhenAll(one.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice = "no" }), other.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice = "yes" }))).Select(StateAsync));
            // Who agreed came first and the other found it settled; or who differed, and the other found nothing to be second to.
            Assert.Contains((states[0], states[1]), new[] { ("counted", "paper.settled"), ("paper.channel", "printed") });
            counted += states[0] == "counted" ? 1 : 0;
        }
        Assert.Equal(counted, (await PollAsync(poll)).Voted);
        Assert.All(await Host.DbAsync(db => db.Ballots.Where(b => b.PollId == new PollId(Guid.Parse(poll))).ToListAsync()), b => Assert.Equal((Choice.No, 1), (b.Choice, b.Version)));
    }

    [Theory]
    [InlineData("last", Channel.Online)]
    [InlineData("paper", Channel.Paper)]
    public async Task A_voter_who_casts_online_while_their_paper_is_entered_counts_once_by_the_declared_rule(string rule, Channel stands)
    {
        var poll = await OpenAsync("open", rule);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var voters = await VotersAsync(poll);
        var second = await Host.ApiAsync("supervisor");
        foreach (var voter in voters)
        {
            var serial = await PrintAsync(poll, new { voterId = await PersonAsync(voter) });
            Assert.Equal("entered", await StateAsync(await EnterAsync("director", poll, serial, First("no", "paper"))));
            var online = await Host.ApiAsync(voter);
            var both = await Task.WhenAll(second.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice = "no" }), online.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { choice = "yes" }));
            Assert.True(both[0].IsSuccessStatusCode, await CodeAsync(both[0]));
        }
        // The papers were filled in before, so whichever came to the writer first, the same ballot stands.
        var ballots = await Host.DbAsync(db => db.Ballots.Where(b => b.PollId == new PollId(Guid.Parse(poll))).ToListAsync());
        Assert.Equal(voters.Count, ballots.Count);
        Assert.All(ballots, b => Assert.Equal((stands, stands == Channel.Online ? Choice.Yes : Choice.No), (b.Channel, b.Choice)));
        Assert.Equal(voters.Count, (await PollAsync(poll)).Voted);
        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        var channels = (await PollAsync(poll)).Closed!.Channels;
        Assert.Equal(stands == Channel.Online ? new ChannelTotals(voters.Count, 0, 0, 0, Superseded: voters.Count) : new ChannelTotals(0, 0, 0, voters.Count), channels);
    }

    [Fact]
    public async Task Each_of_many_lines_is_spent_once_when_token_and_paper_are_asked_for_at_once()
    {
        var poll = await OpenAsync("secret");
        var (desk, witness) = (await Host.ApiAsync("director"), await AccountAsync("supervisor"));
        var key = (await JsonAsync(await desk.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64();
        var voters = await Task.WhenAll((await VotersAsync(poll)).Select(async v => (Client: await Host.ApiAsync(v), Person: await PersonAsync(v))));
        var answers = await Task.WhenAll(voters.SelectMany(v => new[]
        {
            v.Client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = new TokenClient(key).Blinded }),
            desk.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = v.Person, channel = "desk", witnessId = witness }),
        }));
        Assert.All(answers.Chunk(2), pair => Assert.Single(pair, a => a.IsSuccessStatusCode));
        Assert.Equal((voters.Length, voters.Length), (await Host.DbAsync(db => db.SpentLines.CountAsync(t => t.PollId == new PollId(Guid.Parse(poll)))), (await PollAsync(poll)).Voted));
    }

    [Fact]
    public async Task Out_of_the_box_come_no_more_than_were_given_even_all_at_once()
    {
        var poll = await OpenAsync("secret");
        var (director, supervisor) = (await Host.ApiAsync("director"), await Host.ApiAsync("supervisor"));
        await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { count = Rounds });
        var pile = (await JsonAsync(await director.GetAsync($"/api/v1/polls/{poll}/papers?batch=1"))).EnumerateArray().Select(p => p.GetProperty("serial").GetString()!).ToList();
        foreach (var voter in new[] { "lin", "chen", "zhao" })
            (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = await PersonAsync(voter), channel = "paper", witnessId = await AccountAsync("supervisor") })).EnsureSuccessStatusCode();
        foreach (var serial in pile) await EnterAsync("director", poll, serial, new { choice = "yes", channel = "paper" });
        var states = await Task.WhenAll((await Task.WhenAll(pile.Select(serial => supervisor.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice = "yes" })))).Select(StateAsync));
        Assert.Equal((3, Rounds - 3), (states.Count(s => s == "counted"), states.Count(s => s == "paper.more-than-given")));
        Assert.Equal(3, await Host.DbAsync(db => db.BoxedBallots.CountAsync(b => b.PollId == new PollId(Guid.Parse(poll)))));
    }

    [Fact]
    public async Task Entering_against_closing_loses_no_paper_and_leaves_none_late()
    {
        var poll = await OpenAsync();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var second = await Host.ApiAsync("supervisor");
        List<string> serials = [];
        foreach (var voter in await VotersAsync(poll))
        {
            serials.Add(await PrintAsync(poll, new { voterId = await PersonAsync(voter) }));
            await EnterAsync("director", poll, serials[^1], First("yes", "paper"));
        }
        await Host.AdvanceAsync(TimeSpan.FromHours(36) - TimeSpan.FromMinutes(11));
        var entries = serials.Select(s => second.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{s}/entries", new { choice = "yes" })).ToList();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(2));
        var states = await Task.WhenAll((await Task.WhenAll(entries)).Select(StateAsync));
        var counted = states.Count(s => s == "counted");
        Assert.Equal(serials.Count - counted, states.Count(s => s == "paper.entry-ended"));
        Assert.Equal(new ChannelTotals(0, 0, 0, counted, Unconfirmed: serials.Count - counted), (await PollAsync(poll)).Closed!.Channels);
        Assert.Equal("paper.entry-ended", await StateAsync(await EnterAsync("grid.worker", poll, serials[0], First("no", "paper"))));
        Assert.Empty(await Host.CheckAsync());
    }

    [Fact]
    public async Task A_request_that_comes_twice_does_nothing_twice()
    {
        var (open, secret) = (await OpenAsync(), await OpenAsync("secret"));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var director = await Host.ApiAsync("director");
        director.DefaultRequestHeaders.Add("Idempotency-Key", $"k-{open}");
        var print = new { voterId = await PersonAsync("lin") };
        var printed = await Task.WhenAll(director.PostAsJsonAsync($"/api/v1/polls/{open}/papers", print), director.PostAsJsonAsync($"/api/v1/polls/{open}/papers", print));
        Assert.All(printed, p => Assert.Equal(HttpStatusCode.Created, p.StatusCode));
        Assert.Equal(1, await Host.DbAsync(db => db.BallotPapers.CountAsync(p => p.PollId == new PollId(Guid.Parse(open)))));
        director.DefaultRequestHeaders.Remove("Idempotency-Key");
        director.DefaultRequestHeaders.Add("Idempotency-Key", $"k-{secret}");
        var give = new { voterId = await PersonAsync("chen"), channel = "door", witnessId = await AccountAsync("supervisor") };
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.NoContent, (await director.PostAsJsonAsync($"/api/v1/polls/{secret}/papers/given-out", give)).StatusCode);
        Assert.Equal(1, (await PollAsync(secret)).Voted);
        var serial = await Host.DbAsync(db => db.BallotPapers.Where(p => p.PollId == new PollId(Guid.Parse(open))).Select(p => p.Serial).SingleAsync());
        // What is read on a paper is not kept under a key, so its repetition is heard anew; and still it is one person's.
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", open, serial, First("yes"))));
        Assert.Equal("paper.second-person", await StateAsync(await EnterAsync("director", open, serial, First("yes"))));
    }
}
