using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Forum.Tests.Voting;

/// <summary>The key that seals ballots is made with the first poll and never again: one that is lost is brought back, and what was cast before counts.</summary>
public sealed class SealKeyTests : IDisposable
{
    private readonly string _folder = ForumHost.NewFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    private string Key => Path.Combine(_folder, "keys", "ballots.key");

    [Fact]
    public async Task Without_it_nothing_is_voted_in_and_with_it_all_goes_on()
    {
        string poll, late;
        await using (var portal = await PortalProcess.StartAsync(_folder))
        {
            using var director = await portal.ApiAsync("director");
            var made = await director.PostAsJsonAsync("/api/v1/polls", new { question = "是否同意？", method = "yes-no-abstain", preset = "residents", secrecy = "open", closesAt = DateTimeOffset.UtcNow.AddDays(1) });
            poll = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { })).EnsureSuccessStatusCode();
            var other = await director.PostAsJsonAsync("/api/v1/polls", new { question = "还有一件？", method = "yes-no-abstain", preset = "residents", secrecy = "open", closesAt = DateTimeOffset.UtcNow.AddHours(2) });
            late = (await other.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            (await director.PostAsJsonAsync($"/api/v1/polls/{late}/opening", new { })).EnsureSuccessStatusCode();
            Assert.Equal(HttpStatusCode.Created, await VoteAsync(portal, "lin", poll));
            await portal.KillAsync();
        }
        File.Move(Key, Key + ".aside");
        await using (var without = await PortalProcess.StartAsync(_folder))
        {
            Assert.Equal(HttpStatusCode.Conflict, await VoteAsync(without, "chen", poll));
            Assert.False(File.Exists(Key));
            using (var voter = await without.ApiAsync("chen"))
            {
                // A voter is told what to do; the file is the administrator's to know.
                var answer = await (await voter.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { choice = "yes" })).Content.ReadAsStringAsync();
                Assert.Contains("seals.no-key", answer);
                Assert.DoesNotContain("ballots.key", answer);
            }
            using (var holder = await without.ApiAsync("director"))
            {
                (await holder.PostAsJsonAsync("/api/v1/demo/clock", new { advance = "PT3H" })).EnsureSuccessStatusCode();
                Assert.Equal("seals.no-key", (await holder.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{late}")).GetProperty("stuck").GetString());
            }
            await without.KillAsync();
        }
        var (code, told) = await PortalProcess.VerbAsync(_folder, "check");
        Assert.Equal((1, true), (code, told.Contains("ballots.key is missing")));
        File.Move(Key + ".aside", Key);
        await using var again = await PortalProcess.StartAsync(_folder);
        Assert.Equal(HttpStatusCode.Created, await VoteAsync(again, "chen", poll));
        using var convener = await again.ApiAsync("director");
        (await convener.PostAsJsonAsync("/api/v1/demo/clock", new { advance = "P2D" })).EnsureSuccessStatusCode();
        var result = await convener.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/result");
        Assert.Equal(2, result.GetProperty("turnout").GetProperty("persons").GetInt32());
    }

    private static async Task<HttpStatusCode> VoteAsync(PortalProcess portal, string who, string poll)
    {
        using var client = await portal.ApiAsync(who);
        return (await client.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { choice = "yes" })).StatusCode;
    }
}
