using System.Net.Http.Json;
using System.Text.Json;

namespace Forum.Benchmarks;

/// <summary>Polls of yes and no among residents, as the demo's director holds them.</summary>
public static class Polls
{
    public static async Task<string> SetUpAsync(HttpClient director, string secrecy)
    {
        var answer = await director.PostAsJsonAsync("/api/v1/polls", new { question = "?", method = "yes-no-abstain", preset = "residents", secrecy, closesAt = DateTimeOffset.UtcNow.AddDays(20) });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public static async Task<string> OpenAsync(HttpClient director, string secrecy)
    {
        var poll = await SetUpAsync(director, secrecy);
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { })).EnsureSuccessStatusCode();
        return poll;
    }
}
