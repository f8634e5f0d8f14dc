using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Forum.Domain.Voting;
using Microsoft.Data.Sqlite;

namespace Forum.Benchmarks;

/// <summary>Secret ballots through HTTP: 64 clients, each ballot with a token of its own, given out beforehand.</summary>
public static class SecretCasting
{
    private const int Clients = 64, Tokens = 40_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Report report)
    {
        var folder = Server.NewFolder();
        await using var server = await Server.StartAsync(folder);
        using var director = await server.ClientAsync("director");
        var poll = await Polls.OpenAsync(director, "secret");
        var tokens = new ConcurrentQueue<VotingToken>(Benchmarks.Tokens.Make(Tokens, Key(folder, poll)));
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
        await Load.BesidePlainAsync(report, server, () => $"secret ballots, {Clients} clients, {used:N0} tokens", Clients, TimeSpan.FromSeconds(2), Time, CastAsync);
    }

    private static byte[] Key(string folder, string poll)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "forum.db")};Pooling=False");
        connection.Open();
        using var read = connection.CreateCommand();
        read.CommandText = $"SELECT Wrapped FROM PollKeys WHERE PollId = '{poll.ToUpperInvariant()}'";
        var (wrapped, secret) = ((byte[])read.ExecuteScalar()!, Array.Empty<byte>());
        using var aes = new AesGcm(File.ReadAllBytes(Path.Combine(folder, "keys", $"poll-{poll}.key"))[..32], 16);
        secret = new byte[wrapped.Length - 28];
        aes.Decrypt(wrapped.AsSpan(0, 12), wrapped.AsSpan(28), wrapped.AsSpan(12, 16), secret, Guid.Parse(poll).ToByteArray());
        return secret;
    }
}
