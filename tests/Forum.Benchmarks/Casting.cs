using System.Net.Http.Json;

namespace Forum.Benchmarks;

/// <summary>Open ballots through HTTP: 64 clients, each a voter who votes and changes their mind, in one poll after another since that may be done so often, against plain SQLite in the same run.</summary>
public static class Casting
{
    private const int Clients = 64, PollsInTurn = 100, Rounds = 12;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Report report)
    {
        await using var server = await Server.StartAsync(Server.NewFolder());
        using var director = await server.ClientAsync("director");
        List<string> polls = [];
        while (polls.Count < PollsInTurn) polls.Add(await Polls.OpenAsync(director, "open"));
        var voters = await VotersAsync(server, polls[^1]);
        Task<bool> CastAsync(int client, int round) => CastOneAsync(voters[client % voters.Count], polls[round / Rounds % PollsInTurn], round % 2 == 0 ? "yes" : "no");
        await Load.BesidePlainAsync(report, server, () => $"open ballots, {Clients} clients, {voters.Count} voters", Clients, TimeSpan.FromSeconds(4), Time, CastAsync);
    }

    // The demo's people who stand on the roll and have an account: enough of them that nobody waits for themself.
    private static async Task<List<HttpClient>> VotersAsync(Server server, string poll)
    {
        List<HttpClient> voters = [];
        foreach (var name in Enumerable.Range(1, 60).Select(i => $"owner.{i}").Concat(["lin", "chen", "zhao", "wu", "steward", "volunteer", "household", "owners.chair", "building.leader", "family.1", "family.2"]))
        {
            HttpClient client;
            try { client = await server.ClientAsync(name); }
            catch (HttpRequestException) { continue; }
            if (await CastOneAsync(client, poll, "yes")) voters.Add(client);
        }
        return voters;
    }

    private static async Task<bool> CastOneAsync(HttpClient voter, string poll, string choice)
    {
        using var answer = await voter.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { choice });
        await answer.Content.CopyToAsync(Stream.Null);
        return answer.IsSuccessStatusCode;
    }
}
