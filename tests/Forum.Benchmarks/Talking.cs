using System.Net.Http.Json;
using System.Text.Json;

namespace Forum.Benchmarks;

/// <summary>Replies through HTTP: 32 people who answer in one discussion, each as soon as their last is stored, against plain SQLite in the same run.</summary>
public static class Talking
{
    private const int People = 32;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Report report)
    {
        await using var server = await Server.StartAsync(Server.NewFolder());
        using var director = await server.ClientAsync("director");
        (await director.PutAsJsonAsync("/api/v1/moderation/new-accounts", new { days = 0, commentsADay = 100, daysWithoutLinks = 0 })).EnsureSuccessStatusCode();
        var people = await Task.WhenAll(Enumerable.Range(1, People).Select(i => server.ClientAsync($"owner.{i}")));
        var home = (await people[0].GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("placeId").GetString();
        var made = await (await people[0].PostAsJsonAsync("/api/v1/proposals", new { title = "先看看别的楼", body = "再说要不要改。", placeId = home })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var proposal = made.GetProperty("id").GetString();
        var head = (await (await SayAsync(people[0], null, 0)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        async Task<HttpResponseMessage> SayAsync(HttpClient who, string? to, int round) => await who.PostAsJsonAsync($"/api/v1/proposals/{proposal}/comments", new { stance = round % 3 == 0 ? "for" : "neither", replyTo = to, body = $"第 {round} 句：**先看看**别的楼怎么做的，再说要不要改。" });
        async Task<bool> ReplyAsync(int client, int round)
        {
            using var answer = await SayAsync(people[client], head, round);
            await answer.Content.CopyToAsync(Stream.Null);
            return answer.IsSuccessStatusCode;
        }
        await Load.BesidePlainAsync(report, server, () => $"replies, {People} people in one discussion", People, TimeSpan.FromSeconds(30), Time, ReplyAsync);
    }
}
