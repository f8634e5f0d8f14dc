using System.Collections.Concurrent;
using System.Net.Http.Json;
using Forum.Domain.Voting;
using Forum.Shared;

namespace Forum.Benchmarks;

/// <summary>Secret ballots through HTTP: 64 clients, each ballot with a token of its own, given out beforehand.</summary>
public static class SecretCasting
{
    private const int Clients = 64, Ready = 60_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Report report)
    {
        var folder = Server.NewFolder();
        await using var server = await Server.StartAsync(folder);
        using var director = await server.ClientAsync("director");
        var poll = await Polls.OpenAsync(director, "secret");
        var tokens = new ConcurrentQueue<VotingToken>(Tokens.Make(Ready, Tokens.KeyOf(folder, poll)));
        var clients = Enumerable.Range(0, Clients).Select(_ => new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(server.Address) }).ToList();
        var used = 0;
        async Task<bool> CastAsync(int client, int round)
        {
            if (!tokens.TryDequeue(out var token)) throw new InvalidOperationException("The tokens ran out before the time: make more");
            Interlocked.Increment(ref used);
            using var answer = await clients[client].PostAsJsonAsync($"/api/v1/polls/{poll}/secret-ballots", new { token = token.Message, signature = token.Signature, choice = round % 2 == 0 ? "yes" : "no" });
            await answer.Content.CopyToAsync(Stream.Null);
            return answer.IsSuccessStatusCode;
        }
        await Load.BesidePlainAsync(report, server, () => $"secret ballots, {Clients} clients, {used:N0} tokens", Clients, TimeSpan.FromSeconds(8), Time, CastAsync);
    }
}
