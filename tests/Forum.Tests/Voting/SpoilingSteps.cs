using Forum.Domain.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>What somebody does who has the database in their hands.</summary>
internal static class SpoilingSteps
{
    private static readonly string[] Guarded = ["Polls", "Ballots", "RollLines", "RollCorrections", "Attendees", "SpentLines", "BoxedBallots", "SecretBallots", "SealedCounts", "PollKeys", "SecondKeys", "PaperScans", "BallotPapers", "ReplacedBallots", "Checkpoints", "WaitingBallots", "SecondSignatures"];

    /// <summary>Takes the guards of the voting tables away, which check names as missing besides, and changes what they guarded.</summary>
    public static Task<int> SpoilAsync(this ForumHost host, params string[] sql) => host.DbAsync(async db =>
    {
        foreach (var guard in await db.Database.SqlQuery<string>($"SELECT m.name AS Value FROM sqlite_master m JOIN json_each({System.Text.Json.JsonSerializer.Serialize(Guarded)}) g ON g.value = m.tbl_name WHERE m.type = 'trigger'").ToListAsync())
        {
            var drop = $"DROP TRIGGER \"{guard}\"";
            await db.Database.ExecuteSqlRawAsync(drop);
        }
        foreach (var spoil in sql) await db.Database.ExecuteSqlRawAsync(spoil);
        return 0;
    });

    /// <summary>What check says of a poll after it was changed past the guards.</summary>
    public static async Task<IReadOnlyList<string>> FoundAsync(this ForumHost host, (PollId Id, string Number) poll, params string[] sql)
    {
        await host.SpoilAsync(sql);
        return [.. (await host.CheckAsync()).Where(line => line.StartsWith($"poll {poll.Number}:", StringComparison.Ordinal) || line.StartsWith($"polls/{poll.Id}:", StringComparison.Ordinal))];
    }
}
