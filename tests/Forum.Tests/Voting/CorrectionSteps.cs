using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>What those do over the API who correct a frozen roll.</summary>
internal static class CorrectionSteps
{
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    public static async Task<string?> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? null : (await JsonAsync(answer)).GetProperty("code").GetString();

    public static async Task<string> OpenAsync(this ForumHost host, string who = "director", string preset = "residents", string secrecy = "open")
    {
        var client = await host.ApiAsync(who);
        var made = await client.PostAsJsonAsync("/api/v1/polls", new { question = "是否同意？", method = "yes-no-abstain", preset, secrecy, closesAt = host.Now().AddDays(1) });
        var id = (await JsonAsync(made)).GetProperty("id").GetString()!;
        Assert.Null(await CodeAsync(await client.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })));
        return id;
    }

    public static async Task<VoterId> VoterAsync(this ForumHost host, string userName) => await host.DbAsync(async db => VoterId.Of((await db.Accounts.SingleAsync(a => a.UserName == userName)).PersonId!.Value));

    public static async Task<HttpResponseMessage> ProposeAsync(this ForumHost host, string who, string poll, string kind, VoterId voter, string reason = "登记错了") =>
        await (await host.ApiAsync(who)).PostAsJsonAsync($"/api/v1/polls/{poll}/roll/corrections", new { kind, voterId = voter.ToString(), reason });

    public static async Task<string?> SettleAsync(this ForumHost host, string who, string poll, HttpResponseMessage proposed, bool confirmed = true) =>
        await CodeAsync(await (await host.ApiAsync(who)).PostAsJsonAsync($"/api/v1/polls/{poll}/roll/corrections/{(await JsonAsync(proposed)).GetProperty("id").GetString()}/settling", new { confirmed }));
}
