using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Shared;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Forum.Benchmarks;

/// <summary>A closed secret poll of 100,000 ballots: looking ballots up, the record's page, the whole record.</summary>
public static class Looking
{
    private const int Ballots = 100_000;

    public static async Task RunAsync(Report report)
    {
        var folder = Server.NewFolder();
        string poll;
        await using (var server = await Server.StartAsync(folder))
        {
            using var director = await server.ClientAsync("director");
            poll = await Polls.OpenAsync(director, "secret");
        }
        var leaves = await FillAsync(folder, new(Guid.Parse(poll)));
        await using (var closes = await Server.StartAsync(folder))
        {
            using var director = await closes.ClientAsync("director");
            var closing = Stopwatch.StartNew();
            (await director.PostAsJsonAsync("/api/v1/demo/clock", new { advance = "P21D" })).EnsureSuccessStatusCode();
            report.Add($"closing a secret poll of {Ballots:N0} ballots, record and all that falls due in three weeks", $"{closing.Elapsed.TotalSeconds:F1} s");
        }
        // Anew, so that nothing of the record is in memory.
        await using var again = await Server.StartAsync(folder);
        using var visitor = await again.ClientAsync();
        async Task<double> AskAsync(string path, string? leaf = null)
        {
            var watch = Stopwatch.StartNew();
            using var asked = new HttpRequestMessage(leaf is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = leaf is null ? null : JsonContent.Create(new { leaf }) };
            using var answer = await visitor.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(Stream.Null);
            return watch.Elapsed.TotalMilliseconds;
        }
        report.Add("looking one up, the first", $"{await AskAsync($"/api/v1/polls/{poll}/record/inclusion", leaves[0]):F0} ms");
        List<double> later = [];
        foreach (var leaf in leaves.Skip(1).Take(200)) later.Add(await AskAsync($"/api/v1/polls/{poll}/record/inclusion", leaf));
        later.Sort();
        report.Add("looking one up, 200 others one after another", $"p50 {later[100]:F1} ms, p99 {later[197]:F1} ms");
        await AskAsync($"/polls/{poll}/record");
        report.Add("the record's page", $"{await AskAsync($"/polls/{poll}/record"):F0} ms");
        var before = again.WorkingSet;
        report.Add("the whole record", $"{await AskAsync($"/api/v1/polls/{poll}/record") / 1000:F1} s", $"working set {before >> 20} MB before, {again.WorkingSet >> 20} MB after");
        var all = await visitor.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/result");
        if (all.GetProperty("turnout").GetProperty("persons").GetInt32() != Ballots) throw new InvalidOperationException("not all were counted");
    }

    // Tokens without a good signature: here nobody checks them.
    private static async Task<List<string>> FillAsync(string folder, PollId poll)
    {
        var dice = new Random(1);
        List<string> leaves = [];
        await RestingPortal.WriteAsync(folder, async db =>
        {
            var box = new BallotBox(db, new(new(Path.Combine(folder, "keys"))), new SqliteStorage(Path.Combine(folder, "forum.db")));
            var (open, key) = (await db.Polls.AsNoTracking().SingleAsync(p => p.Id == poll), box.Key(poll));
            for (var i = 0; i < Ballots; i++)
            {
                var (message, signature) = (new byte[VotingToken.MessageLength], new byte[VotingToken.KeyBits / 8]);
                dice.NextBytes(message);
                dice.NextBytes(signature);
                var (token, answer) = (new VotingToken(message, signature), (Answer)(i % 3 == 0 ? Choice.No : Choice.Yes));
                box.Put(open, new(poll, token, answer), key!);
                if (i % 450 == 0) leaves.Add(Convert.ToHexStringLower(MerkleTree.LeafHash(BallotLeaf.OfSecret(poll, token, answer.Text))));
            }
        });
        return leaves;
    }
}
