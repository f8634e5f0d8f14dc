using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Checking;
using Forum.Foundation.Finding;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Search;

/// <summary>Reads everything anew for the index. It can be sent at any time: until it is done, what was read before is found.</summary>
[PortalOnly, NotOfficial("the index holds nothing that the matters themselves do not")]
public sealed record RebuildSearch : ICommand<int>;

public sealed class RebuildSearchHandler(ForumDb db, IForumStorage storage, ISearchIndex index, SearchSubjects subjects) : IRequestHandler<RebuildSearch, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(RebuildSearch request, CancellationToken stop)
    {
        var last = 0;
        await index.AnewAsync(db, async () =>
        {
            await db.SearchDocuments.ExecuteDeleteAsync(stop);
            foreach (var kind in Enum.GetValues<SearchKind>())
                await foreach (var texts in subjects.AllAsync(kind, stop)) await storage.InsertAsync(db, texts.Select(t => SearchDocument.Numbered(++last, t)).ToList(), stop);
        }, stop);
        return last;
    }
}

/// <summary>Whether the index holds what it should; used by the command line and at the start.</summary>
public sealed class SearchCheck(ForumDb db, SearchSubjects subjects) : ICheck
{
    private const int Spots = 100;

    /// <summary>Whether it was read by another edition of the program, or never.</summary>
    public async Task<bool> IsOldAsync(CancellationToken stop) =>
        await db.SearchDocuments.AnyAsync(d => d.Edition != Tokeniser.Edition, stop) || (!await db.SearchDocuments.AnyAsync(stop) && await db.Concerns.AnyAsync(stop) | await db.Proposals.AnyAsync(stop) | await db.Polls.AnyAsync(stop));

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken stop)
    {
        List<string> found = [];
        foreach (var kind in Enum.GetValues<SearchKind>())
        {
            var (there, due) = (await db.SearchDocuments.CountAsync(d => d.Kind == kind, stop), await subjects.CountAsync(kind, stop));
            if (there != due) found.Add($"search index: {there} of {due} {kind}");
            foreach (var text in await subjects.SomeAsync(kind, Spots, stop))
                if (await db.SearchDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.Kind == kind && d.SubjectId == text.Subject, stop) is not { } document || !document.Holds(text)) found.Add($"search index: {kind} {text.Subject} is not as it is now");
        }
        return found;
    }
}

public static class SearchStart
{
    /// <summary>Reads everything anew where the program reads texts otherwise than the one before.</summary>
    public static async Task PrepareSearchAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SearchCheck>().IsOldAsync(default)) await RebuildAsync(scope.ServiceProvider);
    }

    /// <summary>Reads everything anew; how many documents there are then.</summary>
    public static async Task<int> RebuildAsync(IServiceProvider services)
    {
        services.GetRequiredService<Desk>().Announce(Caller.System(default));
        return (await services.GetRequiredService<ISender>().Send(new RebuildSearch())).Value;
    }
}
