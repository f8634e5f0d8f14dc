using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Microsoft.EntityFrameworkCore;
using static Forum.Tests.Voting.CorrectionSteps;

namespace Forum.Tests.Voting;

/// <summary>Somebody with the database in their hands falsifies how a roll was corrected.</summary>
public sealed class CorrectionForgeryTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Theory]
    [InlineData("DELETE FROM RollCorrections WHERE Id = {0}", "of 3 corrections there are 2")]
    [InlineData("DELETE FROM RollCorrections WHERE Id = {1}", "of 3 corrections there are 2")]
    [InlineData("DELETE FROM RollCorrections WHERE Id = {2}", "of 3 corrections there are 2")]
    [InlineData("UPDATE RollCorrections SET Settling_Confirmed = 1 WHERE Id = {1}", "1 corrections were changed or added")]
    [InlineData("UPDATE RollCorrections SET Settling_By = json_set(Settling_By, '$.name', '王伟') WHERE Id = {2}", "1 corrections were changed or added")]
    [InlineData("UPDATE RollCorrections SET Settling_At = Settling_At - 36000000000 WHERE Id = {2}", "1 corrections were changed or added")]
    [InlineData("UPDATE RollCorrections SET Settling_At = NULL, Settling_By = NULL, Settling_Confirmed = NULL WHERE Id = {1}", "1 corrections were changed or added")]
    public async Task Who_settled_a_correction_and_how_is_sealed(string sql, string says)
    {
        var id = await host.OpenAsync();
        List<HttpResponseMessage> proposed = [];
        foreach (var voter in new[] { "zhao", "wu", "chen" }) proposed.Add(await host.ProposeAsync("director", id, "strike", await host.VoterAsync(voter)));
        Assert.Null(await host.SettleAsync("supervisor", id, proposed[1], false));
        Assert.Null(await host.SettleAsync("supervisor", id, proposed[2]));
        var poll = (Id: new PollId(Guid.Parse(id)), Number: await host.DbAsync(db => db.Polls.Where(p => p.Id == new PollId(Guid.Parse(id))).Select(p => p.Number).SingleAsync()));
        Assert.Empty(await host.FoundAsync(poll));

        for (var i = 0; i < proposed.Count; i++) sql = sql.Replace($"{{{i}}}", $"'{(await JsonAsync(proposed[i])).GetProperty("id").GetString()!.ToUpperInvariant()}'");
        Assert.Contains(await host.FoundAsync(poll, sql), line => line.Contains(says));
        // Time makes nothing good.
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Contains(await host.FoundAsync(poll), line => line.Contains(says));
    }

    [Fact]
    public async Task A_correction_that_somebody_wrote_over_is_not_settled()
    {
        var poll = await host.OpenAsync();
        var proposed = await host.ProposeAsync("director", poll, "strike", await host.VoterAsync("zhao"));
        await host.SpoilAsync($"UPDATE RollCorrections SET ProposedBy_AccountId = (SELECT upper(Id) FROM Accounts WHERE UserName = 'supervisor') WHERE PollId = '{poll.ToUpperInvariant()}'");
        Assert.Equal("correction.changed", await host.SettleAsync("director", poll, proposed));
    }
}
