using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>How far a decision is carried out, and what people think of it.</summary>
[Anyone("narrowed by the visibility of decisions")]
public sealed record GetExecution(DecisionId Decision) : IQuery<ExecutionView>;

/// <param name="Percent">Of all milestones together, whole; 0 where none is planned.</param>
/// <param name="Version">The topic's version, for joining it.</param>
public sealed record ExecutionView(DecisionId Decision, IReadOnlyList<MilestoneView> Milestones, int Percent, DateTimeOffset? CompletedAt, string? Summary, DateTimeOffset? EvaluatedUntil, EvaluationView? Evaluation, ExecutionActions May, IReadOnlyList<UnitChoice> Units, long Version);

public sealed record MilestoneView(MilestoneId Id, int Order, string Title, UnitId UnitId, string Owner, DateOnly FirstDueOn, DateOnly DueOn, int Percent, bool Late, bool MayReport, IReadOnlyList<ReportView> Reports);

public sealed record ReportView(Byline By, int Percent, DateOnly? DueOn, string? Note, DateTimeOffset At);

/// <param name="Answers">How many answered; nothing where fewer than five did.</param>
/// <param name="Scores">How many gave 1, 2, 3, 4 and 5; nothing while it is open, or two looks around one answer would tell it, and nothing where fewer than five answered.</param>
/// <param name="Remarks">What they added, in an order that tells nothing; as above.</param>
/// <param name="Own">The caller's own score.</param>
public sealed record EvaluationView(int? Answers, IReadOnlyList<int>? Scores, IReadOnlyList<string>? Remarks, int? Own);

public sealed record ExecutionActions(bool Plan, bool Complete, bool Evaluate);

public sealed record UnitChoice(UnitId Id, string Name);

public sealed class GetExecutionHandler(ForumDb db, Desk desk, Moment moment) : IRequestHandler<GetExecution, Outcome<ExecutionView>>
{
    public async Task<Outcome<ExecutionView>> Handle(GetExecution request, CancellationToken stop)
    {
        var caller = desk.Caller;
        if (await db.Decisions.AsNoTracking().VisibleTo(caller, db).SingleOrDefaultAsync(d => d.Id == request.Decision && d.Decides, stop) is not { } decision) return Refusal.NotFound;
        var path = (await DecisionVisibility.PlaceAsync(db, caller, request.Decision, stop))!.Path;
        var execution = await db.Executions.AsNoTracking().SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop);
        var milestones = execution?.Milestones.OrderBy(m => m.Order).ToList() ?? [];
        var (plans, open) = (caller.May(Right.Decide, path), execution?.CompletedAt is null);
        var evaluation = execution?.EvaluatedUntil is null ? null : await EvaluationAsync(execution, caller, stop);
        var units = plans && open ? await db.Units.AsNoTracking().Where(u => u.CommunityId == decision.CommunityId).OrderBy(u => u.Kind).ThenBy(u => u.Name).Select(u => new UnitChoice(u.Id, u.Name)).ToListAsync(stop) : [];
        var version = await db.Set<TopicRow>().AsNoTracking().Where(t => t.Topic == decision.Topic).Select(t => t.Version).SingleOrDefaultAsync(stop);
        return new ExecutionView(
            decision.Id, [.. milestones.Select(m => Show(m, open && m.Percent < 100 && (plans || caller.Sign(Right.SpeakForUnit, path, m.UnitId) is not null)))],
            milestones.Count == 0 ? 0 : milestones.Sum(m => m.Percent) / milestones.Count, execution?.CompletedAt, execution?.Summary, execution?.EvaluatedUntil, evaluation,
            new(plans && open, plans && open && milestones.Count > 0 && milestones.TrueForAll(m => m.Percent == 100), execution?.EvaluatedUntil > moment.Now && evaluation?.Own is null && caller.May(Right.TakePart, path)), units, version);
    }

    private MilestoneView Show(Milestone m, bool mayReport) => new(
        m.Id, m.Order, m.Title, m.UnitId, m.Owner, m.FirstDueOn, m.DueOn, m.Percent, m.IsLate(moment.Today), mayReport,
        [.. m.Reports.OrderByDescending(r => r.Order).Select(r => new ReportView(r.By, r.Percent, r.DueOn, r.Note, r.At))]);

    private async Task<EvaluationView> EvaluationAsync(Execution execution, Caller caller, CancellationToken stop)
    {
        var given = await db.Evaluations.AsNoTracking().Where(e => e.DecisionId == execution.DecisionId).Select(e => new { e.AccountId, e.Score, e.Remark }).ToListAsync(stop);
        int? own = caller.AccountId is { } me ? given.Where(g => g.AccountId == me).Select(g => (int?)g.Score).SingleOrDefault() : null;
        if (given.Count < Execution.FewestShown) return new(null, null, null, own);
        if (execution.EvaluatedUntil > moment.Now) return new(given.Count, null, null, own);
        return new(given.Count, [.. Enumerable.Range(1, 5).Select(score => given.Count(g => g.Score == score))], [.. given.Select(g => g.Remark).OfType<string>().Order(StringComparer.Ordinal)], own);
    }
}
