using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Tests.Voting;

/// <summary>A copy of the database's file does not show in which order secret ballots came.</summary>
public sealed class OrderOfBallotsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private const int Ballots = 40;

    private IForumStorage Storage => host.Services.GetRequiredService<IForumStorage>();

    private Task<PollId> OpenAsync() => host.DbAsync(db => db.Polls.Where(p => p.Secrecy == Secrecy.Secret && p.State == PollState.Open).Select(p => p.Id).FirstAsync());

    // The rows as they would lie there had they come in another order, and what lay there before stood still.
    private Task<int> ComeAsync(PollId poll, int seed, int count = Ballots) => host.SpoilAsync(
        $"DELETE FROM SecretBallots WHERE PollId = '{poll.ToString().ToUpperInvariant()}'",
        $"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
        INSERT INTO SecretBallots (PollId, TokenHash, Message, Signature, Choice, Seal)
        SELECT '{poll.ToString().ToUpperInvariant()}', printf('%064x', (i * 7919) % 10007), zeroblob(64), zeroblob(384), 1 + i % 3, zeroblob(32) FROM (SELECT i FROM n ORDER BY (i * {seed}) % 41)
        """);

    private Task<int> LayAsync(PollId poll) => host.DbAsync(async db => { await Storage.LayAnewAsync(db, poll.Value, default); return 0; });

    private Task<List<(string, string)>> RowsAsync(PollId poll) => host.DbAsync(async db => (await db.SecretBallots.Where(b => b.PollId == poll).OrderBy(b => b.TokenHash).ToListAsync()).ConvertAll(b => (b.TokenHash, System.Text.Json.JsonSerializer.Serialize(b))));

    private async Task<string[][]> PagesAsync(PollId poll)
    {
        while (!await Storage.ForgetOrderAsync(default)) await Task.Yield();
        await using var file = new FileStream(Path.Combine(host.Folder, "forum.db"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        var root = await host.DbAsync(db => db.Database.SqlQuery<int>($"SELECT rootpage AS Value FROM sqlite_master WHERE name = 'SecretBallots'").SingleAsync());
        var key = poll.ToString().ToUpperInvariant();
        return [.. new FilePages(bytes).Of(root).Select(page => page.Where(row => row.Contains(key, StringComparison.Ordinal)).Select(row => row.Substring(row.IndexOf(key, StringComparison.Ordinal) + key.Length, 64)).ToArray()).Where(page => page.Length > 0)];
    }

    [Fact]
    public async Task Pages_are_the_same_in_whatever_order_ballots_came()
    {
        var poll = await OpenAsync();
        List<string[][]> came = [], laid = [];
        foreach (var seed in new[] { 1, 7, 19, 40 })
        {
            await ComeAsync(poll, seed);
            came.Add(await PagesAsync(poll));
            await LayAsync(poll);
            laid.Add(await PagesAsync(poll));
        }
        Assert.All(came.Concat(laid), pages => Assert.Equal(Ballots, pages.Sum(p => p.Length)));
        // The reader of pages reads: as they came, they lie differently, but where the portal was faster.
        Assert.InRange(came.Select(pages => string.Join('|', pages.Select(p => string.Join(',', p)))).Distinct().Count(), came.Count - 1, came.Count);
        Assert.All(laid, pages => Assert.Equal(laid[0], pages));
    }

    [Fact]
    public async Task It_is_done_by_itself_when_ballots_have_come_and_nothing_of_them_changes()
    {
        var poll = await OpenAsync();
        var portal = new ForgetOrder(Storage, host.Services.GetRequiredService<IServiceScopeFactory>(), NullLogger<ForgetOrder>.Instance);
        await ComeAsync(poll, 5, Ballots + 1);
        await LayAsync(poll);
        var (laid, rows) = (await PagesAsync(poll), await RowsAsync(poll));
        await ComeAsync(poll, 1, Ballots);
        await portal.RunAsync(default);
        await ComeAsync(poll, 3, Ballots + 1);
        await portal.RunAsync(default);
        Assert.Equal(laid, await PagesAsync(poll));
        Assert.Equal(rows, await RowsAsync(poll));
    }

    [Fact]
    public async Task Only_what_was_there_is_put_back()
    {
        using var own = new ForumHost();
        var (poll, hash) = await own.DbAsync(async db =>
        {
            var ballot = await db.SecretBallots.FirstAsync(b => db.Polls.Any(p => p.Id == b.PollId && p.State == PollState.Closed));
            return (ballot.PollId.ToString().ToUpperInvariant(), ballot.TokenHash);
        });
        async Task RefusedAsync(string sql) => Assert.NotNull(own.Services.GetRequiredService<IForumStorage>().Explain(await Assert.ThrowsAnyAsync<Exception>(() => own.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)))));
        var columns = "PollId, TokenHash, Message, Signature, SecondSignature, Choice, Options, Batch, Seal";
        await RefusedAsync($"DELETE FROM SecretBallots WHERE TokenHash = '{hash}'");
        await RefusedAsync($"INSERT INTO SecretBallotsAside ({columns}) SELECT PollId, TokenHash, Message, Signature, SecondSignature, COALESCE(Choice, 0) + 1, Options, Batch, Seal FROM SecretBallots WHERE TokenHash = '{hash}' AND PollId = '{poll}'");
        await RefusedAsync($"INSERT INTO SecretBallotsAside ({columns}) SELECT {columns} FROM SecretBallots WHERE TokenHash = '{hash}'; UPDATE SecretBallotsAside SET Choice = 2");
        await RefusedAsync($"DELETE FROM SecretBallots WHERE TokenHash = '{hash}'; DELETE FROM SecretBallotsAside");
        Assert.Equal(0, await own.DbAsync(db => db.SecretBallots.CountAsync(b => b.TokenHash == hash)));
        await RefusedAsync($"INSERT INTO SecretBallots ({columns}) SELECT PollId, TokenHash, Message, Signature, SecondSignature, COALESCE(Choice, 0) + 1, Options, Batch, Seal FROM SecretBallotsAside");
        var back = $"INSERT INTO SecretBallots ({columns}) SELECT {columns} FROM SecretBallotsAside; DELETE FROM SecretBallotsAside";
        await own.DbAsync(db => db.Database.ExecuteSqlRawAsync(back));
        Assert.Empty(await own.CheckAsync());
    }
}
