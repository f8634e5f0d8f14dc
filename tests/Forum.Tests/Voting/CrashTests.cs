using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Shared;
using Forum.Voting.Record;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>The power goes while people vote: what was answered is kept, once, and what was begun is finished.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Kills = 3, AnswersBetweenKills = 60, SecretClients = 12, Issued = 400;
    private readonly string _folder = ForumHost.NewFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    private sealed record Vote(VotingToken Token, string Choice);

    // What the clients know: what each was answered, and what they never heard of.
    private readonly ConcurrentDictionary<string, string> _leaves = new();
    private readonly ConcurrentDictionary<string, (int Version, string Receipt)> _open = new();
    private readonly ConcurrentQueue<Vote> _waiting = new();
    private int _answers;

    [Fact]
    public async Task Every_ballot_that_was_answered_is_there_once_however_often_the_power_goes()
    {
        string open, secret;
        List<string> voters;
        await using (var portal = await PortalProcess.StartAsync(_folder))
        {
            (open, secret) = (await OpenAsync(portal, "open"), await OpenAsync(portal, "secret"));
            voters = [.. PortalProcess.Sql<string>(_folder, $"SELECT UserName FROM Accounts JOIN RollLines ON Accounts.PersonId = RollLines.VoterId WHERE PollId = '{open.ToUpperInvariant()}' ORDER BY UserName LIMIT 8").Select(r => r[0])];
        }
        var issued = await IssueAsync(secret);
        foreach (var (token, i) in Signed(secret, issued).Select((t, i) => (t, i))) _waiting.Enqueue(new(token, i % 3 == 0 ? "no" : "yes"));
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var portal = await PortalProcess.StartAsync(_folder);
            await VoteAsync(portal, open, secret, voters, _answers + AnswersBetweenKills);
            TheyAreThere(open, secret);
        }
        await using (var portal = await PortalProcess.StartAsync(_folder))
        {
            // Whoever heard nothing sends the same again.
            using var nobody = portal.Visitor();
            while (_waiting.TryDequeue(out var vote)) Assert.True(await CastAsync(nobody, secret, vote));
            TheyAreThere(open, secret);
            Assert.Equal(issued, PortalProcess.Sql<long>(_folder, $"SELECT COUNT(*) FROM BoxedBallots WHERE PollId = '{secret.ToUpperInvariant()}'")[0][0]);
            await TheRecordHoldsAsync(portal, open, secret);
            await PortalProcess.UntilAsync(() => Task.FromResult(PortalProcess.Sql<long>(_folder, "SELECT COUNT(*) FROM Deliveries WHERE DoneAt IS NULL")[0][0] == 0));
            await portal.KillAsync();
        }
        var (code, told) = await PortalProcess.VerbAsync(_folder, "check");
        Assert.True(code == 0, told);
    }

    private async Task TheRecordHoldsAsync(PortalProcess portal, string open, string secret)
    {
        using var director = await portal.ApiAsync("director");
        (await director.PostAsJsonAsync("/api/v1/demo/clock", new { advance = "P2D" })).EnsureSuccessStatusCode();
        foreach (var (poll, ballots) in new[] { (open, _open.Count), (secret, _leaves.Count) })
        {
            var record = (await director.GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');
            Assert.Equal(ballots, record.Length - 1);
            Assert.All(new RecordCheck().Run(record), f => Assert.True(f.Holds, f.Name));
            var file = Path.Combine(_folder, $"{poll}.jsonl");
            await File.WriteAllLinesAsync(file, record);
            var (code, told) = await PortalProcess.VerbAsync(_folder, "verify", file);
            Assert.True(code == 0, told);
        }
    }

    private static async Task<string> OpenAsync(PortalProcess portal, string secrecy)
    {
        using var director = await portal.ApiAsync("director");
        var poll = await (await director.PostAsJsonAsync("/api/v1/polls", new { question = "是否同意？", method = "yes-no-abstain", preset = "residents", secrecy, closesAt = DateTimeOffset.UtcNow.AddDays(1) })).Content.ReadFromJsonAsync<JsonElement>();
        var id = poll.GetProperty("id").GetString()!;
        (await director.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })).EnsureSuccessStatusCode();
        return id;
    }

    // As if so many had come for their tokens: their lines are spent, and the poll's own key signs what they would have unblinded.
    private async Task<int> IssueAsync(string secret)
    {
        var (id, lines) = (new PollId(Guid.Parse(secret)), 0);
        await RestingPortal.WriteAsync(_folder, async db =>
        {
            var (poll, account) = (await db.Polls.AsTracking().SingleAsync(p => p.Id == id), new AccountId(await db.Accounts.Select(a => a.Id).FirstAsync()));
            foreach (var line in await db.RollLines.Where(l => l.PollId == id).Take(Issued).ToListAsync()) db.SpentLines.Add(poll.Issue(line, null, account, [1], DateTimeOffset.UtcNow).Value);
            lines = poll.Voted;
        });
        return lines;
    }

    private VotingToken[] Signed(string secret, int count) => Tokens.Make(count, Tokens.KeyOf(_folder, secret));

    private string KeyFile(string poll) => Tokens.FileOf(_folder, poll);

    // Until so many answers have come; then the power goes, with every client in the middle of something.
    private async Task VoteAsync(PortalProcess portal, string open, string secret, IReadOnlyList<string> voters, int answers)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Heard() { if (Interlocked.Increment(ref _answers) >= answers) enough.TrySetResult(); }
        async Task SecretlyAsync()
        {
            using var client = portal.Visitor();
            while (_waiting.TryDequeue(out var vote))
            {
                try { if (await CastAsync(client, secret, vote)) { Heard(); continue; } }
                catch (HttpRequestException) { }
                _waiting.Enqueue(vote);
                return;
            }
        }
        async Task OpenlyAsync(string voter)
        {
            try
            {
                using var client = await portal.ApiAsync(voter);
                for (var i = 0; ; i++)
                {
                    var answer = await client.PostAsJsonAsync($"/api/v1/polls/{open}/ballots", new { choice = i % 2 == 0 ? "yes" : "no" });
                    if (answer.StatusCode != HttpStatusCode.Created) return;
                    var cast = await answer.Content.ReadFromJsonAsync<JsonElement>();
                    _open[voter] = (cast.GetProperty("version").GetInt32(), cast.GetProperty("receipt").GetString()!);
                    Heard();
                }
            }
            catch (HttpRequestException) { }
        }
        var clients = Enumerable.Range(0, SecretClients).Select(_ => SecretlyAsync()).Concat(voters.Select(OpenlyAsync)).ToList();
        await Task.WhenAny(enough.Task, Task.WhenAll(clients));
        await portal.KillAsync();
        await Task.WhenAll(clients);
        Assert.True(enough.Task.IsCompleted, $"only {_answers} answers");
    }

    private async Task<bool> CastAsync(HttpClient client, string secret, Vote vote)
    {
        var answer = await client.PostAsJsonAsync($"/api/v1/polls/{secret}/secret-ballots", new { token = vote.Token.Message, signature = vote.Token.Signature, choice = vote.Choice });
        if (answer.StatusCode != HttpStatusCode.Created) return false;
        _leaves[vote.Token.Hash] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("leaf").GetString()!;
        return true;
    }

    private void TheyAreThere(string open, string secret)
    {
        var kept = PortalProcess.Sql<string>(_folder, $"SELECT Place FROM BoxedBallots WHERE PollId = '{secret.ToUpperInvariant()}'").Select(r => r[0]).ToHashSet();
        var box = Tokens.BoxOf(_folder, secret);
        Assert.Empty(_leaves.Keys.Select(box.PlaceOf).Except(kept));
        // What is there besides was on its way: its voter has not heard, and will send it again.
        Assert.Empty(kept.Except(_leaves.Keys.Concat(_waiting.Select(v => v.Token.Hash)).Select(box.PlaceOf)));
        var rows = PortalProcess.Sql<string>(_folder, $"SELECT UserName, CAST(Version AS TEXT), Receipt FROM Ballots JOIN Accounts ON Ballots.AccountId = Accounts.Id WHERE PollId = '{open.ToUpperInvariant()}'").ToDictionary(r => r[0], r => (Version: int.Parse(r[1]), Receipt: r[2]));
        foreach (var (voter, heard) in _open)
        {
            // Each change counts one; at most the last was on its way.
            Assert.InRange(rows[voter].Version, heard.Version, heard.Version + 1);
            if (rows[voter].Version == heard.Version) Assert.Equal(heard.Receipt, rows[voter].Receipt);
        }
        Assert.Equal(rows.Count, PortalProcess.Sql<long>(_folder, $"SELECT Voted FROM Polls WHERE Id = '{open.ToUpperInvariant()}'")[0][0]);
        foreach (var (voter, row) in rows) _open[voter] = row;
    }

    [Fact]
    public async Task When_it_goes_between_a_closing_and_the_destruction_of_its_key_the_key_is_destroyed_at_the_next_start()
    {
        string poll;
        FileStream held;
        await using (var portal = await PortalProcess.StartAsync(_folder))
        {
            poll = await OpenAsync(portal, "secret");
            // What opens the box is in memory from the first ballot on.
            using var nobody = portal.Visitor();
            Assert.True(await CastAsync(nobody, poll, new(Signed(poll, 1).Single(), "yes")));
            // Whoever reads the file, as a backup does, keeps it from being overwritten, and from nothing else.
            held = File.OpenRead(KeyFile(poll));
            using var director = await portal.ApiAsync("director");
            (await director.PostAsJsonAsync("/api/v1/demo/clock", new { advance = "P2D" })).EnsureSuccessStatusCode();
            Assert.Equal(HttpStatusCode.OK, (await director.GetAsync($"/api/v1/polls/{poll}/result")).StatusCode);
            await portal.KillAsync();
        }
        await held.DisposeAsync();
        Assert.True(File.Exists(KeyFile(poll)));
        Assert.Equal(1, PortalProcess.Sql<long>(_folder, $"SELECT COUNT(*) FROM Deliveries JOIN Outbox ON Outbox.Id = OutboxId WHERE Consumer = 'poll-keys' AND DoneAt IS NULL AND Topic = 'polls/{poll}'")[0][0]);
        // As if the half minute had passed for which the dead process had taken the task on.
        PortalProcess.Sql<long>(_folder, "UPDATE Deliveries SET NotBefore = 0 WHERE DoneAt IS NULL");
        await using var again = await PortalProcess.StartAsync(_folder);
        await PortalProcess.UntilAsync(() => Task.FromResult(!File.Exists(KeyFile(poll))));
        Assert.Equal(0, PortalProcess.Sql<long>(_folder, $"SELECT COUNT(*) FROM PollKeys WHERE PollId = '{poll.ToUpperInvariant()}' AND Wrapped IS NOT NULL")[0][0]);
    }
}
