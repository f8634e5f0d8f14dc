using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Reception;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions;

/// <summary>The newest matters that a decision without a poll may be about: proposals and public concerns.</summary>
[SignedIn("the right to decide, or standing in, which the handler asks for")]
public sealed record GetDecisionMatters : IQuery<DecisionMatters>;

public sealed record DecisionMatters(IReadOnlyList<DecisionMatter> Proposals, IReadOnlyList<DecisionMatter> Concerns);

/// <param name="Topic">Such as <c>proposals/{id}</c>.</param>
public sealed record DecisionMatter(string Topic, string Number, string Title);

public sealed class GetDecisionMattersHandler(ForumDb db, Desk desk) : IRequestHandler<GetDecisionMatters, Outcome<DecisionMatters>>
{
    private const int Most = 50;

    public async Task<Outcome<DecisionMatters>> Handle(GetDecisionMatters request, CancellationToken stop)
    {
        if (!desk.Caller.Has(Right.Decide) && !desk.Caller.Has(Right.StandIn)) return Refusal.Forbidden;
        var proposals = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db).OrderByDescending(p => p.Number).Take(Most).Select(p => new { p.Id, p.Number, p.Title }).ToListAsync(stop);
        var concerns = await db.Concerns.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db).Where(c => c.Visibility == Visibility.Public).OrderByDescending(c => c.Number).Take(Most).Select(c => new { c.Id, c.Number, c.Title }).ToListAsync(stop);
        return new DecisionMatters([.. proposals.Select(p => new DecisionMatter($"proposals/{p.Id}", p.Number, p.Title))], [.. concerns.Select(c => new DecisionMatter($"concerns/{c.Id}", c.Number, c.Title))]);
    }
}
