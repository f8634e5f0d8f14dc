using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Somebody with the database in their hands falsifies how a roll was corrected.</summary>
public sealed class CorrectionForgeryTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? null : (await JsonAsync(answer)).GetProperty("code").GetString();

    private async Task<string> OpenAsync(string who = "director", string preset = "residents", string secrecy = "open")
    {
        var client = await host.ApiAsync(who);
        var made = await client.PostAsJsonAsync("/api/v1/polls", new { question = "是否同意？", method = "yes-no-abstain", preset, secrecy, closesAt = host.Now().AddDays(1) });
        var id = (await JsonAsync(made)).GetProperty("id").GetString()!;
        Assert.Null(await CodeAsync(await client.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })));
        return id;
    }

    private async Task<VoterId> VoterAsync(string userName) => await host.DbAsync(async db => VoterId.Of((await db.Accounts.SingleAsync(a => a.UserName == userName)).PersonId!.Value));

    private async Task<HttpResponseMessage> ProposeAsync(string who, string poll, string kind, VoterId voter, string reason = "登记错了") =>
        await (await host.ApiAsync(who)).PostAsJsonAsync($"/api/v1/polls/{poll}/roll/corrections", new { kind, voterId = voter.ToString(), reason });

    private async Task<string?> SettleAsync(string who, string poll, HttpResponseMessage proposed, bool confirmed = true) =>
        await CodeAsync(await (await host.ApiAsync(who)).PostAsJsonAsync($"/api/v1/polls/{poll}/roll/corrections/{(await JsonAsync(proposed)).GetProperty("id").GetString()}/settling", new { confirmed }));

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
        var id = await OpenAsync();
        List<HttpResponseMessage> proposed = [];
        foreach (var voter in new[] { "zhao", "wu", "chen" }) proposed.Add(await ProposeAsync("director", id, "strike", await VoterAsync(voter)));
        Assert.Null(await SettleAsync("supervisor", id, proposed[1], false));
        Assert.Null(await SettleAsync("supervisor", id, proposed[2]));
        var poll = (Id: new PollId(Guid.Parse(id)), Number: await host.DbAsync(db => db.Polls.Where(p => p.Id == new PollId(Guid.Parse(id))).Select(p => p.Number).SingleAsync()));
        Assert.Empty(await host.FoundAsync(poll));

        for (var i = 0; i < proposed.Count; i++) sql = sql.Replace($"{{{i}}}", $"'{(await JsonAsync(proposed[i])).GetProperty("id").GetString()!.ToUpperInvariant()}'");
        Assert.Contains(await host.FoundAsync(poll, sql), line => line.EndsWith(says));
        // Closing makes nothing good.
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Contains(await host.FoundAsync(poll), line => line.EndsWith(says));
    }

    [Fact]
    public async Task A_correction_that_somebody_wrote_over_is_not_settled()
    {
        var poll = await OpenAsync();
        var proposed = await ProposeAsync("director", poll, "strike", await VoterAsync("zhao"));
        await host.SpoilAsync($"UPDATE RollCorrections SET ProposedBy_AccountId = (SELECT upper(Id) FROM Accounts WHERE UserName = 'supervisor') WHERE PollId = '{poll.ToUpperInvariant()}'");
        Assert.Equal("correction.changed", await SettleAsync("director", poll, proposed));
    }
}
