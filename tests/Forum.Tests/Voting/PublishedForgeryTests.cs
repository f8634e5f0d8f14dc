using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>Somebody with the database in their hands changes secret ballots that stand under a signed checkpoint: nothing is closed on top of it.</summary>
public sealed class PublishedForgeryTests(ForumHost host) : IClassFixture<ForumHost>
{
    private const int Waiting = 2;

    private async Task<(PollId Id, string Number)> PublishedAsync()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "secret", host.Now().AddDays(1)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        using var nobody = host.CreateClient(new() { HandleCookies = false });
        var cast = 0;
        foreach (var voter in await host.DbAsync(db => db.Accounts.Where(a => db.RollLines.Any(l => l.PollId == poll && (Guid)(object)l.VoterId == (Guid)(object)a.PersonId!)).OrderBy(a => a.UserName).Select(a => a.UserName!).Take(PublicRecord.Enough + Waiting).ToListAsync()))
        {
            using var client = await host.ApiAsync(voter);
            var token = new TokenClient((await client.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/key")).GetProperty("key").GetBytesFromBase64());
            var signed = await (await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = token.Blinded })).Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(HttpStatusCode.Created, (await nobody.PostAsJsonAsync($"/api/v1/polls/{poll}/secret-ballots", new { token = token.Message, signature = token.Finalize(signed.GetProperty("signature").GetBytesFromBase64()), choice = "no" })).StatusCode);
            if (++cast == PublicRecord.Enough) await host.Services.GetRequiredService<DueRunner>().RunAsync(default);
        }
        Assert.Equal(PublicRecord.Enough + Waiting, cast);
        return (poll, await host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync()));
    }

    [Theory]
    [InlineData("UPDATE BoxedBallots SET Contents = zeroblob(length(Contents)) WHERE PollId = {0} AND Batch = 1")]
    [InlineData("UPDATE BoxedBallots SET Contents = zeroblob(length(Contents)) WHERE Place = (SELECT MIN(Place) FROM BoxedBallots WHERE PollId = {0} AND Batch = 1)")]
    [InlineData("UPDATE BoxedBallots SET Batch = CASE WHEN Batch IS NULL THEN 1 END WHERE Place IN ((SELECT MIN(Place) FROM BoxedBallots WHERE PollId = {0} AND Batch = 1), (SELECT MIN(Place) FROM BoxedBallots WHERE PollId = {0} AND Batch IS NULL))")]
    [InlineData("UPDATE BoxedBallots SET Batch = NULL WHERE PollId = {0}")]
    [InlineData("UPDATE BoxedBallots SET Batch = 1 WHERE PollId = {0}")]
    public async Task Nothing_is_closed_on_ballots_that_are_not_those_of_the_checkpoint(string sql)
    {
        var poll = await PublishedAsync();
        Assert.Empty(await host.FoundAsync(poll));

        Assert.Contains(await host.FoundAsync(poll, sql.Replace("{0}", $"'{poll.Id.ToString().ToUpperInvariant()}'")), line => line.EndsWith("the ballots marked as published are not those of the last checkpoint"));
        await host.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal("record.changed", (await host.SendAsync("director", new ClosePoll(poll.Id))).Refusals[0].Code);
        Assert.Equal("poll.no-result-yet", (await host.SendAsync("lin", new GetResult(poll.Id))).Refusals[0].Code);
    }
}
