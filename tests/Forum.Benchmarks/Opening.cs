using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Forum.Benchmarks;

/// <summary>Opening a poll for 100,000 voters: the roll is read from the register, frozen and hashed in one transaction.</summary>
public static class Opening
{
    private const int Voters = 100_000;

    public static async Task RunAsync(Report report)
    {
        var folder = Server.NewFolder();
        await using (await Server.StartAsync(folder)) { }
        Populate(Path.Combine(folder, "forum.db"));
        await using var server = await Server.StartAsync(folder);
        using var director = await server.ClientAsync("director");
        for (var round = 1; round <= 2; round++)
        {
            var poll = await Polls.SetUpAsync(director, "open");
            var watch = Stopwatch.StartNew();
            var opened = await (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { })).Content.ReadFromJsonAsync<JsonElement>();
            report.Add($"opening a poll, {opened.GetProperty("roll").GetProperty("persons").GetInt64():N0} voters, {(round == 1 ? "first" : "second")} time", $"{watch.Elapsed.TotalSeconds:F1} s");
        }
        report.Add("working set after both", $"{server.WorkingSet >> 20} MB");
    }

    // Grown-ups who live where the demo's people live.
    private static void Populate(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var fill = connection.CreateCommand();
        fill.CommandText = $"""
            CREATE TEMP TABLE crowd AS
              WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Voters}), home AS (SELECT HomeId, CommunityId, Since FROM Residencies WHERE CommunityId = (SELECT CommunityId FROM Accounts WHERE UserName = 'director') LIMIT 1)
              SELECT upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))) AS id, home.HomeId, home.CommunityId, home.Since FROM n, home;
            INSERT INTO People (Id, VerifiedName, BornOn, IsCompany, CommunityId) SELECT id, '?', '1970-01-01', 0, CommunityId FROM crowd;
            INSERT INTO Residencies (HomeId, PersonId, Since, Tenure, CommunityId) SELECT HomeId, id, Since, 1, CommunityId FROM crowd;
            """;
        fill.ExecuteNonQuery();
    }
}
