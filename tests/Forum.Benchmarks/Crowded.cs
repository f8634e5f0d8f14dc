using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Forum.Benchmarks;

/// <summary>A thousand proposals with a hundred thousand comments, and with a million: what the list, the longest discussion and any discussion cost, the last also while something is committed fifty times a second: of one of them, and what may alter every answer that is kept.</summary>
public static class Crowded
{
    private const int Proposals = 1000;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20), Breath = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Report report)
    {
        var folder = Server.NewFolder();
        await using (await Server.StartAsync(folder)) { }
        var file = Path.Combine(folder, "forum.db");
        Fill(file, PlaceProposals);
        Dictionary<string, double> before = [];
        foreach (var (from, to) in new[] { (0, 100_000), (100_000, 1_000_000) })
        {
            Fill(file, AddComments(from, to));
            await using var server = await Server.StartAsync(folder);
            await RestAsync(server);
            foreach (var (what, seen) in await MeasureAsync(server))
                report.Add($"{Proposals:N0} proposals, {to:N0} comments: {what}", Pages.Figure(seen), before.TryAdd(what, seen.Each) ? $"{seen.Load.PerSecond:F0} a second" : $"{seen.Each / before[what]:F2} times (1.2 asked)");
            report.Add($"{Proposals:N0} proposals, {to:N0} comments: working set after that", $"{server.WorkingSet >> 20} MB");
        }
    }

    // What the load before left behind, lines and mails about it, is none of what a page costs.
    private static async Task RestAsync(Server server)
    {
        for (var busy = true; busy;)
        {
            var before = server.Processor;
            await Task.Delay(Breath);
            busy = server.Processor - before > Breath / 20;
        }
    }

    private static async Task<IReadOnlyList<(string What, (Load Load, double Each) Seen)>> MeasureAsync(Server server)
    {
        var asked = 0;
        string Next() => $"n={Interlocked.Increment(ref asked)}";
        string Any() => $"/proposals/{IdOf(1 + (int)(Interlocked.Increment(ref asked) * 7919L % Proposals))}";
        // The runtime compiles for half a minute what a page runs through.
        await Pages.MeasureAsync(server, () => $"/proposals?{Next()}");
        List<(string, (Load, double))> all =
        [
            ("the list, rendered", await Pages.MeasureAsync(server, () => $"/proposals?{Next()}")),
            ("the longest discussion, rendered", await Pages.MeasureAsync(server, () => $"/proposals/{IdOf(1)}?{Next()}")),
            ("its last page", await Pages.MeasureAsync(server, () => $"/proposals/{IdOf(1)}?cursor=21&{Next()}")),
            ("any discussion, signed in", await Pages.MeasureAsync(server, Any, "lin")),
        ];
        // What is said of one proposal, and what may alter every answer that is kept.
        foreach (var (what, who, put, off, body) in new[] { ("one is endorsed or no more", "chen", HttpMethod.Post, "endorsements", (object)new { }), ("one is slowed down or no more", "director", HttpMethod.Put, "slow-mode", new { minutes = 5, reason = "说得太快" }) })
        {
            using var over = new CancellationTokenSource();
            var committing = CommitAsync(server, who, put, $"/api/v1/proposals/{IdOf(1)}/{off}", body, over.Token);
            all.Add(($"any discussion, signed in, while {what} fifty times a second", await Pages.MeasureAsync(server, Any, "lin")));
            all.Add(($"any discussion, rendered, while {what} fifty times a second", await Pages.MeasureAsync(server, () => $"{Any()}?{Next()}")));
            await over.CancelAsync();
            await committing;
        }
        return all;
    }

    private static async Task CommitAsync(Server server, string userName, HttpMethod put, string address, object body, CancellationToken over)
    {
        using var client = await server.ClientAsync(userName);
        // What is put is taken away again.
        for (var round = 0; round % 2 == 1 || !over.IsCancellationRequested; round++)
        {
            using var request = new HttpRequestMessage(round % 2 == 0 ? put : HttpMethod.Delete, address) { Content = round % 2 == 0 ? JsonContent.Create(body) : null };
            (await client.SendAsync(request, CancellationToken.None)).EnsureSuccessStatusCode();
            try { await Task.Delay(Between, over); }
            catch (OperationCanceledException) { continue; }
        }
    }

    private static Guid IdOf(int proposal) => Guid.Parse($"{proposal:X8}-0000-7000-8000-000000000000");

    // Copies of a proposal of the demo that is being talked of.
    private static string PlaceProposals(SqliteConnection connection) => $"""
        CREATE TEMP TABLE crowd AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Proposals}) SELECT i, printf('%08X-0000-7000-8000-000000000000', i) AS id FROM n;
        CREATE TEMP TABLE model AS SELECT Id FROM Proposals WHERE Station = 3 AND Step < 4 AND Ending_Kind IS NULL AND Hidden_At IS NULL ORDER BY Number DESC LIMIT 1;
        {Copy(connection, "Proposals", "Id", ("Id", "crowd.id"), ("Number", "printf('2026-9%05d', crowd.i)"), ("Comments", "0"), ("FromConcernId", "NULL"))}
        {Copy(connection, "ProposalVersions", "ProposalId", ("ProposalId", "crowd.id"))}
        {Copy(connection, "ProposalStops", "ProposalId", ("ProposalId", "crowd.id"))}
        {Copy(connection, "ProposalSteps", "ProposalId", ("ProposalId", "crowd.id"))}
        INSERT INTO Talks (ProposalId, "For", Against, Neither) SELECT id, 0, 0, 1 FROM crowd;
        """;

    // One proposal has a tenth of them, the others share the rest; of four one is answered twice.
    private static Func<SqliteConnection, string> AddComments(int from, int to) => connection => $"""
        CREATE TEMP TABLE said AS
          WITH RECURSIVE n(s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM n WHERE s < {to / 10}),
            p(i, least, most) AS (SELECT 1, {from / 10}, {to / 10} UNION ALL SELECT i + 1, {from * 9L / 10 / (Proposals - 1)}, {to * 9L / 10 / (Proposals - 1)} FROM p WHERE i < {Proposals})
          SELECT p.i, n.s, printf('%08X-0000-7000-8000-000000000000', p.i) AS proposal FROM p JOIN n ON n.s > p.least AND n.s <= p.most;
        CREATE TEMP TABLE model AS SELECT Id FROM Comments WHERE ReplyTo IS NULL AND Hidden_At IS NULL AND Withdrawn_At IS NULL AND Quote_Words IS NULL AND From_PersonId IS NULL LIMIT 1;
        {Copy(connection, "Comments", "Id", "said", ("Id", Comment("said.s")), ("ProposalId", "said.proposal"), ("Seq", "said.s"), ("ReplyTo", $"CASE WHEN said.s % 4 IN (2, 3) THEN {Comment("said.s - said.s % 4 + 1")} END"), ("Nth", "CASE WHEN said.s % 4 IN (2, 3) THEN said.s % 4 - 1 ELSE 0 END"), ("Answers", "CASE WHEN said.s % 4 = 1 THEN 2 ELSE 0 END"), ("Agreed", "said.s * 7919 % 13"))}
        UPDATE Proposals SET Comments = (SELECT COUNT(*) FROM Comments WHERE ProposalId = Proposals.Id);
        """;

    private static string Comment(string seq) => $"printf('%08X-0000-7000-9000-%012X', said.i, {seq})";

    private static string Copy(SqliteConnection connection, string table, string key, params (string Column, string Value)[] others) => Copy(connection, table, key, "crowd", others);

    private static string Copy(SqliteConnection connection, string table, string key, string crowd, params (string Column, string Value)[] others)
    {
        using var columns = connection.CreateCommand();
        columns.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        using var reader = columns.ExecuteReader();
        List<string> names = [];
        while (reader.Read()) names.Add(reader.GetString(0));
        var values = others.ToDictionary(o => o.Column, o => o.Value);
        return $"INSERT INTO {table} ({string.Join(", ", names.Select(n => $"\"{n}\""))}) SELECT {string.Join(", ", names.Select(n => values.GetValueOrDefault(n, $"o.\"{n}\"")))} FROM {table} o JOIN model ON o.{key} = model.Id JOIN {crowd};";
    }

    private static void Fill(string file, Func<SqliteConnection, string> sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var fill = connection.CreateCommand();
        fill.CommandText = $"BEGIN; {sql(connection)} COMMIT;";
        fill.CommandTimeout = 0;
        fill.ExecuteNonQuery();
    }
}
