using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace Forum.Foundation.Storage;

#pragma warning disable EF1001 // Nothing public says when a connection closes; the tests of kept statements would notice if this no longer did.

/// <summary>
/// The connection of a pooled context, open until the context itself is let go: opening one registers every function of
/// the provider anew and forgets what was prepared, which costs more than most answers.
/// </summary>
public sealed class KeptConnection(RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder sql, IDiagnosticsLogger<DbLoggerCategory.Infrastructure> log) : SqliteRelationalConnection(dependencies, sql, log)
{
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options) => options.ReplaceService<ISqliteRelationalConnection, KeptConnection>();

    protected override void CloseDbConnection() { }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;
}
