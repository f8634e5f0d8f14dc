using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Forum.Foundation.Storage;

/// <summary>For <c>dotnet ef migrations add</c>: no server is started.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<ForumDb>
{
    public ForumDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ForumDb>();
        new SqliteStorage("design.db").Configure(options);
        return new(options.Options);
    }
}
