using Forum.Foundation.Storage;
using Forum.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Foundation;

public sealed class LedgerTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task The_demo_passes_check() => Assert.Empty(await host.CheckAsync());

    [Theory]
    [InlineData("UPDATE Ledger SET Actor = 'x' WHERE Seq = 2")]
    [InlineData("DELETE FROM Ledger WHERE Seq = 2")]
    [InlineData("UPDATE Concerns SET Body = 'x'")]
    [InlineData("DELETE FROM Concerns")]
    [InlineData("UPDATE ConcernSteps SET Text = 'x'")]
    [InlineData("INSERT OR REPLACE INTO Ledger SELECT * FROM Ledger WHERE Seq = 2")]
    [InlineData("INSERT OR REPLACE INTO Concerns SELECT * FROM Concerns LIMIT 1")]
    [InlineData("INSERT OR REPLACE INTO Polls SELECT * FROM Polls WHERE State = 3 LIMIT 1")]
    [InlineData("INSERT OR REPLACE INTO Checkpoints SELECT * FROM Checkpoints LIMIT 1")]
    [InlineData("REPLACE INTO SealedParts SELECT * FROM SealedParts LIMIT 1")]
    public async Task The_database_itself_refuses(string sql)
    {
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }
}

/// <summary>Spoils its own copy.</summary>
public sealed class SpoiltLedgerTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task Check_names_a_missing_guard_and_an_altered_row()
    {
        await host.DbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Ledger_no_update; UPDATE Ledger SET Act = 'x.y' WHERE Seq = 3"));
        var found = await host.CheckAsync();
        Assert.Contains("guard missing or altered: Ledger_no_update", found);
        Assert.Contains(found, line => line.EndsWith("row 3: altered"));
    }

    [Fact]
    public async Task Check_names_a_guard_that_guards_nothing()
    {
        await host.DbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Concerns_no_delete; CREATE TRIGGER Concerns_no_delete BEFORE DELETE ON Concerns WHEN 0 BEGIN SELECT RAISE(ABORT, 'Concerns_no_delete'); END"));
        Assert.Contains("guard missing or altered: Concerns_no_delete", await host.CheckAsync());
    }

    [Fact]
    public async Task Check_names_a_chain_that_was_cut_short()
    {
        var ends = host.Services.GetRequiredService<LedgerEnds>();
        await host.DbAsync(async db => { await ends.NoteAsync(db, default); return 0; });
        await host.DbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Ledger_no_delete; DELETE FROM Ledger WHERE Seq > (SELECT MAX(Seq) - 2 FROM Ledger l WHERE l.CommunityId = Ledger.CommunityId)"));
        // Nothing that comes after makes the note forget.
        await host.DbAsync(async db => { await ends.NoteAsync(db, default); return 0; });
        Assert.Contains(await host.CheckAsync(), line => line.EndsWith("not as noted"));
    }
}
