using Forum.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Search;

/// <summary>An index that is not as it should be is noticed and mended.</summary>
public sealed class SearchCheckTests
{
    [Theory]
    [InlineData("DELETE FROM SearchDocuments WHERE Id = (SELECT MIN(Id) FROM SearchDocuments)")]
    [InlineData("UPDATE SearchDocuments SET Body = 'x' WHERE Id = (SELECT MIN(Id) FROM SearchDocuments)")]
    [InlineData("INSERT INTO SearchWords (SearchWords) VALUES ('delete-all')")]
    [InlineData("DROP TRIGGER SearchDocuments_changed")]
    public async Task What_somebody_spoilt_is_found_and_mended(string spoil)
    {
        using var host = new ForumHost();
        Assert.Empty(await host.CheckAsync());
        await host.DbAsync(db => db.Database.ExecuteSqlRawAsync(spoil));
        Assert.NotEmpty(await host.CheckAsync());
        if (spoil.StartsWith("DROP")) return;
        var before = (await host.SendAsPortalAsync(default, new RebuildSearch())).Value;
        Assert.Empty(await host.CheckAsync());
        Assert.Equal(before, await host.DbAsync(db => db.SearchDocuments.CountAsync()));
    }

    [Fact]
    public async Task An_empty_index_is_filled_at_the_start()
    {
        using var host = new ForumHost();
        await host.DbAsync(db => db.SearchDocuments.ExecuteDeleteAsync());
        await using var scope = host.Services.CreateAsyncScope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<SearchCheck>().IsOldAsync(default));
        await SearchStart.RebuildAsync(scope.ServiceProvider);
        Assert.False(await scope.ServiceProvider.GetRequiredService<SearchCheck>().IsOldAsync(default));
    }
}
