using Forum.Council.Calls;
using Forum.Council.Proposals;
using Forum.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Organisation;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Front;

/// <summary>The page of a hidden one says why it is hidden.</summary>
public sealed class ConcernNumbers(ForumDb db) : INumbered
{
    public string Prefix => "c";

    public async Task<string?> FindAsync(Caller caller, string number, CancellationToken stop) =>
        await db.Concerns.IgnoreAutoIncludes().InSightOf(caller, db).Where(c => c.Number == number).Select(c => (ConcernId?)c.Id).SingleOrDefaultAsync(stop) is { } id ? $"/concerns/{id}" : null;
}

/// <summary>The page of a hidden one says why it is hidden.</summary>
public sealed class ProposalNumbers(ForumDb db) : INumbered
{
    public string Prefix => "p";

    public async Task<string?> FindAsync(Caller caller, string number, CancellationToken stop) =>
        await db.Proposals.IgnoreAutoIncludes().InReachOf(caller).Where(p => p.Number == number).Select(p => (ProposalId?)p.Id).SingleOrDefaultAsync(stop) is { } id ? $"/proposals/{id}" : null;
}

public sealed class DecisionNumbers(ForumDb db) : INumbered
{
    public string Prefix => "d";

    public async Task<string?> FindAsync(Caller caller, string number, CancellationToken stop) =>
        await db.Decisions.VisibleTo(caller, db).Where(d => d.Number == number).Select(d => (DecisionId?)d.Id).SingleOrDefaultAsync(stop) is { } id ? $"/decisions/{id}" : null;
}

public sealed class CallNumbers(ForumDb db) : INumbered
{
    public string Prefix => "i";

    public async Task<string?> FindAsync(Caller caller, string number, CancellationToken stop) =>
        await db.Calls.IgnoreAutoIncludes().VisibleTo(caller, db).Where(c => c.Number == number).Select(c => (CallId?)c.Id).SingleOrDefaultAsync(stop) is { } id ? $"/calls/{id}" : null;
}
