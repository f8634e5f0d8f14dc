using Forum.Foundation.Storage;
using Forum.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Foundation;

public sealed class LedgerTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<IReadOnlyList<string>> CheckAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        return [.. await scope.ServiceProvider.GetRequiredService<IForumStorage>().CheckAsync(db, default), .. await new LedgerCheck(db).RunAsync(default)];
    }

    [Fact]
    public async Task The_demo_passes_check() => Assert.Empty(await CheckAsync());

    [Theory]
    [InlineData("UPDATE Ledger SET Actor = 'x' WHERE Seq = 2")]
    [InlineData("DELETE FROM Ledger WHERE Seq = 2")]
    [InlineData("UPDATE Concerns SET Body = 'x'")]
    [InlineData("DELETE FROM Concerns")]
    [InlineData("UPDATE ConcernSteps SET Text = 'x'")]
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
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        Assert.Contains("guard missing: Ledger_no_update", await scope.ServiceProvider.GetRequiredService<IForumStorage>().CheckAsync(db, default));
        Assert.Contains(await new LedgerCheck(db).RunAsync(default), line => line.EndsWith("row 3: altered"));
    }
}
