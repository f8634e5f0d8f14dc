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
        var talk = await Discussion.OpenAsync(server, People);
        var head = (await (await SayAsync(0, null, 0)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        Task<HttpResponseMessage> SayAsync(int who, string? to, int round) => talk.SayAsync(who, round % 3 == 0 ? "for" : "neither", $"第 {round} 句：**先看看**别的楼怎么做的，再说要不要改。", to);
        async Task<bool> ReplyAsync(int client, int round)
        {
            using var answer = await SayAsync(client, head, round);
            await answer.Content.CopyToAsync(Stream.Null);
            return answer.IsSuccessStatusCode;
        }
        await Load.BesidePlainAsync(report, server, () => $"replies, {People} people in one discussion", People, TimeSpan.FromSeconds(30), Time, ReplyAsync);
    }
}
