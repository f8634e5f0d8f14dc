using System.Net.Http.Json;
using System.Text.Json;

namespace Forum.Benchmarks;

/// <summary>A new proposal in the demo, with people who may say as much of it as they like.</summary>
/// <param name="Id">The proposal.</param>
public sealed record Discussion(HttpClient[] People, string Id)
{
    public static async Task<Discussion> OpenAsync(Server server, int people)
    {
        using var director = await server.ClientAsync("director");
        (await director.PutAsJsonAsync("/api/v1/moderation/new-accounts", new { days = 0, commentsADay = 100, daysWithoutLinks = 0 })).EnsureSuccessStatusCode();
        var all = await Task.WhenAll(Enumerable.Range(1, people).Select(i => server.ClientAsync($"owner.{i}")));
        var home = (await all[0].GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("placeId").GetString();
        var made = await (await all[0].PostAsJsonAsync("/api/v1/proposals", new { title = "先看看别的楼", body = "再说要不要改。", placeId = home })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return new(all, made.GetProperty("id").GetString()!);
    }

    /// <summary>One of them says something, or answers a comment.</summary>
    public Task<HttpResponseMessage> SayAsync(int who, string stance, string body, string? replyTo = null) => People[who].PostAsJsonAsync($"/api/v1/proposals/{Id}/comments", new { stance, replyTo, body });
}
