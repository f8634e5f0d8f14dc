using Forum.Council.Moderation;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Evaluations;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Pictures;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>How far a decision is carried out, and what people think of it.</summary>
[Anyone("narrowed by the visibility of decisions")]
public sealed record GetExecution(DecisionId Decision) : IQuery<ExecutionView>;

/// <param name="Percent">Of all milestones together, whole; 0 where none is planned.</param>
/// <param name="Version">The topic's version, for joining it.</param>
public sealed record ExecutionView(DecisionId Decision, IReadOnlyList<MilestoneView> Milestones, int Percent, DateTimeOffset? CompletedAt, string? Summary, EvaluationView? Evaluation, ExecutionActions May, IReadOnlyList<UnitChoice> Units, long Version);

public sealed record MilestoneView(MilestoneId Id, int Order, string Title, UnitId UnitId, string Owner, DateOnly FirstDueOn, DateOnly DueOn, int Percent, bool Late, bool MayReport, IReadOnlyList<ReportView> Reports);

/// <param name="Removed">What was taken down of its pictures.</param>
/// <param name="MayTakeDown">Whether the caller may take its pictures down.</param>
public sealed record ReportView(Byline By, int Percent, DateOnly? DueOn, string? Note, DateTimeOffset At, IReadOnlyList<PictureView> Pictures, IReadOnlyList<RemovedPicture> Removed, bool MayTakeDown);

/// <summary>A picture that was taken down: by which office, why and when.</summary>
public sealed record RemovedPicture(Role As, string Of, string Reason, DateTimeOffset At);

public sealed record ExecutionActions(bool Plan, bool Complete)
{
    /// <summary>Whether the caller would plan it or say that it is carried out but has an interest in its matter.</summary>
    public bool Recused { get; init; }
}

public sealed record UnitChoice(UnitId Id, string Name);

public sealed class GetExecutionHandler(ForumDb db, Desk desk, SurveyDesk surveys, DecisionSteps steps, Moment moment) : IRequestHandler<GetExecution, Outcome<ExecutionView>>
{
    public async Task<Outcome<ExecutionView>> Handle(GetExecution request, CancellationToken stop)
    {
        var caller = desk.Caller;
        var version = await db.VersionAsync($"decisions/{request.Decision}", stop);
        if (await db.Decisions.AsNoTracking().VisibleTo(caller, db).SingleOrDefaultAsync(d => d.Id == request.Decision && d.Decides, stop) is not { } decision) return Refusal.NotFound;
        var path = (await DecisionVisibility.PlaceAsync(db, caller, request.Decision, stop))!.Path;
        var execution = await db.Executions.AsNoTracking().SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop);
        var milestones = execution?.Milestones.OrderBy(m => m.Order).ToList() ?? [];
        var open = execution?.CompletedAt is null;
        var step = open ? await steps.SignAsync(caller, Right.Decide, decision.CommunityId, decision.PollId, decision.Matter, stop) : Refusal.Forbidden;
        var plans = step.Ok;
        var evaluation = await surveys.ViewAsync(decision.Topic, caller.May(Right.TakePart, path), stop, caller.AccountId is { } me && (await db.DoersAsync(request.Decision, stop)).Contains(me));
        var units = plans ? await db.Units.AsNoTracking().Where(u => u.CommunityId == decision.CommunityId).OrderBy(u => u.Kind).ThenBy(u => u.Name).Select(u => new UnitChoice(u.Id, u.Name)).ToListAsync(stop) : [];
        var moderates = milestones.Any(m => m.Reports.Any(r => r.Pictures.Count > 0)) && await db.ModeratorAsync(caller, request.Decision, stop) is not null;
        var ready = open && milestones.Count > 0 && milestones.TrueForAll(m => m.Percent == 100);
        return new ExecutionView(
            decision.Id, [.. milestones.Select(m => Show(m, open && m.Percent < 100 && (caller.May(Right.Decide, path) || caller.Sign(Right.SpeakForUnit, path, m.UnitId) is not null), moderates))],
            milestones.Count == 0 ? 0 : milestones.Sum(m => m.Percent) / milestones.Count, execution?.CompletedAt, execution?.Summary, evaluation,
            new(plans, ready && step.Ok) { Recused = step.IsRecused() }, units, version);
    }

    private MilestoneView Show(Milestone m, bool mayReport, bool moderates) => new(
        m.Id, m.Order, m.Title, m.UnitId, m.Owner, m.FirstDueOn, m.DueOn, m.Percent, m.IsLate(moment.Today), mayReport,
        [.. m.Reports.OrderByDescending(r => r.Order).Select(r => new ReportView(r.By, r.Percent, r.DueOn, r.Note, r.At, 
            [.. r.Pictures.Where(p => p.Removal is null).OrderBy(p => p.Order).Select(p => new PictureView(p.Hash, p.SmallHash, p.Width, p.Height, p.Alt))],
            [.. r.Pictures.Select(p => p.Removal).OfType<PictureRemoval>().OrderBy(p => p.At).Select(p => new RemovedPicture(p.As, p.Of, p.Reason, p.At))], moderates || r.By.AccountId == desk.Caller.AccountId))]);
}
