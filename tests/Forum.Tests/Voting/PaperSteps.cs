using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>What every story about paper does: open a poll, print, enter, look.</summary>
public abstract class PaperSteps(ForumHost host)
{
    protected ForumHost Host => host;

    // The first bytes of a JPEG.
    protected static readonly byte[] Scan = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3];

    protected static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    protected static async Task<string?> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? null : (await JsonAsync(answer)).GetProperty("code").GetString();

    protected async Task<string> OpenAsync(string secrecy = "open", string papers = "last", string method = "yes-no-abstain", string[]? options = null, string preset = "residents", string holder = "director")
    {
        var office = await Host.ApiAsync(holder);
        var made = await office.PostAsJsonAsync("/api/v1/polls", new { question = "是否同意？", method, preset, secrecy, papers, options, entryHours = 12, closesAt = Host.Now().AddDays(1) });
        var id = (await JsonAsync(made)).GetProperty("id").GetString()!;
        (await office.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })).EnsureSuccessStatusCode();
        return id;
    }

    protected async Task<string> PersonAsync(string userName) => await Host.DbAsync(async db => (await db.Accounts.SingleAsync(a => a.UserName == userName)).PersonId!.Value.ToString());

    protected async Task<string> PrintAsync(string poll, object body)
    {
        var director = await Host.ApiAsync("director");
        var printed = await JsonAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", body));
        return (await JsonAsync(await director.GetAsync($"/api/v1/polls/{poll}/papers?batch={printed.GetProperty("batch").GetInt32()}")))[0].GetProperty("serial").GetString()!;
    }

    protected async Task<HttpResponseMessage> EnterAsync(string who, string poll, string serial, object body) => await (await Host.ApiAsync(who)).PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", body);

    protected object First(string choice, string channel = "desk", byte[]? scan = null) => new { choice, channel, givenAt = Host.Now().AddMinutes(-1), witness = "魏国强", scan = scan ?? Scan };

    protected async Task<string> StateAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? (await JsonAsync(answer)).GetProperty("state").GetString()! : (await CodeAsync(answer))!;

    protected async Task<string> AccountAsync(string userName) => await Host.DbAsync(async db => (await db.Accounts.SingleAsync(a => a.UserName == userName)).Id.ToString());
}
