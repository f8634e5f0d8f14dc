using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using Forum.Pictures;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>The body that has a milestone, or the committee, says how far it is, and shows it. A later day, a report after the promised one, or a step back is explained.</summary>
/// <param name="Percent">Done, from 0 to 100.</param>
/// <param name="DueOn">Another day than was promised; nothing where it stays.</param>
/// <param name="Pictures">Up to six, each described.</param>
[SignedIn("who speaks for the body that has it, or decides; the handler asks"), Official]
public sealed record ReportMilestone(DecisionId Decision, MilestoneId Milestone, int? Percent, DateOnly? DueOn = null, string? Note = null, IReadOnlyList<NewPicture>? Pictures = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong() => NewPicture.Wrong(Pictures ?? []);

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DecisionVisibility.PlaceAsync(db, caller, Decision, stop);
}

public sealed class ReportMilestoneHandler(ForumDb db, Desk desk, PictureDesk pictures, Moment moment) : IRequestHandler<ReportMilestone, Outcome<Done>>, IScreen<ReportMilestone>
{
    // Pictures are drawn anew for those alone who may report.
    public async Task<Outcome<Done>> ScreenAsync(ReportMilestone request, CancellationToken stop)
    {
        if (request.Pictures is not { Count: > 0 } sent) return Outcome.Done;
        var at = await db.Set<Milestone>().AsNoTracking().IgnoreAutoIncludes().Where(m => m.Id == request.Milestone && m.DecisionId == request.Decision)
            .Join(db.Executions.IgnoreAutoIncludes(), m => m.DecisionId, e => e.DecisionId, (m, e) => new { m.UnitId, e.CommunityId }).SingleOrDefaultAsync(stop);
        if (at is null) return Refusal.NotFound;
        return Sign(await db.PathAsync(at.CommunityId, stop), at.UnitId) is null ? Refusal.Forbidden : await pictures.DrawAsync(sent, stop);
    }

    public async Task<Outcome<Done>> Handle(ReportMilestone request, CancellationToken stop)
    {
        if (await db.Executions.SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop) is not { } execution || execution.Milestones.FirstOrDefault(m => m.Id == request.Milestone) is not { } milestone) return Refusal.NotFound;
        if (Sign(await db.PathAsync(execution.CommunityId, stop), milestone.UnitId) is not { } by) return Refusal.Forbidden;
        var reported = execution.Report(milestone.Id, by, request.Percent ?? -1, request.DueOn, request.Note, pictures.Drawn, moment.Today, moment.Now);
        if (reported.Ok) pictures.Keep();
        return reported;
    }

    private Byline? Sign(string path, UnitId unit) => desk.Caller.Sign(Right.SpeakForUnit, path, unit) ?? desk.Caller.Sign(Right.Decide, path);
}
