using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Reception;

/// <summary>The steps of a concern after it was raised. Each begins with the rules that it must satisfy.</summary>
public sealed partial class Concern
{
    /// <summary>Somebody takes it on, and may correct its category; the first one stays readable.</summary>
    public Outcome<Done> Accept(Byline by, string? category, ConcernDeadlines deadlines, DateTimeOffset now)
    {
        if (Rests is { } hidden) return hidden;
        if (Status != ConcernStatus.Raised) return Refusal.Conflict("concern.already-accepted");
        Stand(ConcernStatus.Accepted, now, deadlines.Accept);
        Step(ConcernStepKind.Accepted, by, now);
        if (category is not null && category != Category)
        {
            Step(ConcernStepKind.Recategorised, by, now, before: Category, after: category);
            Category = category;
        }
        Raise(new ConcernMoved(CommunityId, Id, "concern.accepted", Status));
        return Outcome.Done;
    }

    /// <summary>It goes to a unit that can handle it, or to another one as long as it is not resolved.</summary>
    public Outcome<Done> Assign(Byline by, Unit unit, ConcernDeadlines deadlines, DateTimeOffset now)
    {
        if (Rests is { } hidden) return hidden;
        if (Status == ConcernStatus.Raised) return Refusal.Conflict("concern.not-accepted");
        if (Status >= ConcernStatus.Resolved) return Refusal.Conflict("concern.already-resolved");
        if (!unit.Handles || unit.CommunityId != CommunityId) return Refusal.Invalid("unitId", "concern.unit-cannot-handle");
        if (UnitId == unit.Id) return Refusal.Conflict("concern.already-there", new Fact("unit", unit.Name));
        UnitId = unit.Id;
        Stand(ConcernStatus.Assigned, now, deadlines.Handle);
        Step(ConcernStepKind.Assigned, by, now, unit: unit.Id, after: unit.Name);
        Raise(new ConcernMoved(CommunityId, Id, "concern.assigned", Status, unit.Id));
        return Outcome.Done;
    }

    /// <summary>The unit says that it is not its matter, with a reason. Only once; then the coordinator's word stands.</summary>
    public Outcome<Done> Return(Byline by, string reason, ConcernDeadlines deadlines, DateTimeOffset now)
    {
        if (Rests is { } hidden) return hidden;
        if (Status is not (ConcernStatus.Assigned or ConcernStatus.Handling)) return Refusal.Conflict("concern.not-assigned");
        if (_steps.Any(s => s.Kind == ConcernStepKind.Returned && s.UnitId == UnitId)) return Refusal.Conflict("concern.returned-before");
        if (Words.Check("body", reason, LongestBody) is { } wrong) return wrong;
        Step(ConcernStepKind.Returned, by, now, reason, UnitId);
        UnitId = null;
        Stand(ConcernStatus.Accepted, now, deadlines.Accept);
        Raise(new ConcernMoved(CommunityId, Id, "concern.returned", Status, Said: reason));
        return Outcome.Done;
    }

    /// <summary>The unit says what it found and does. Its deadline runs on.</summary>
    public Outcome<Done> Answer(Byline by, string body, DateTimeOffset now)
    {
        if (Rests is { } hidden) return hidden;
        if (Status is not (ConcernStatus.Assigned or ConcernStatus.Handling)) return Refusal.Conflict("concern.not-assigned");
        if (Words.Check("body", body, LongestBody) is { } wrong) return wrong;
        if (Status == ConcernStatus.Assigned) (Status, Since) = (ConcernStatus.Handling, now);
        Step(ConcernStepKind.Answered, by, now, body, UnitId);
        Raise(new ConcernMoved(CommunityId, Id, "concern.answered", Status, UnitId, body));
        return Outcome.Done;
    }

    /// <summary>The unit says that it is done. Whoever raised it has the last word.</summary>
    public Outcome<Done> Resolve(Byline by, string body, DateTimeOffset now)
    {
        if (Rests is { } hidden) return hidden;
        if (Status is not (ConcernStatus.Assigned or ConcernStatus.Handling)) return Refusal.Conflict("concern.not-assigned");
        if (Words.Check("body", body, LongestBody) is { } wrong) return wrong;
        Stand(ConcernStatus.Resolved, now, null);
        Step(ConcernStepKind.Resolved, by, now, body, UnitId);
        Raise(new ConcernMoved(CommunityId, Id, "concern.resolved", Status, UnitId, body));
        return Outcome.Done;
    }

    /// <summary>Whoever raised it says whether it is truly done; a "no" sends it back to the unit with the reason.</summary>
    public Outcome<Done> Confirm(Byline by, bool satisfied, string? remark, ConcernDeadlines deadlines, DateTimeOffset now)
    {
        if (Rests is { } hidden) return hidden;
        if (by.AccountId != RaisedBy.AccountId) return Refusal.Barred("concern.not-yours");
        if (Status != ConcernStatus.Resolved) return Refusal.Conflict("concern.not-resolved");
        if ((!satisfied || !Words.IsBlank(remark)) && Words.Check("remark", remark, LongestBody) is { } wrong) return wrong;
        if (satisfied) Stand(ConcernStatus.Confirmed, now, null);
        else Stand(ConcernStatus.Handling, now, deadlines.Handle);
        Step(satisfied ? ConcernStepKind.Confirmed : ConcernStepKind.Disputed, by, now, remark, UnitId);
        Raise(new ConcernMoved(CommunityId, Id, satisfied ? "concern.confirmed" : "concern.disputed", Status, UnitId, remark));
        return Outcome.Done;
    }

    /// <summary>A deadline passed: it is marked once for each deadline and everybody above is told.</summary>
    public Outcome<Done> Escalate(DateTimeOffset now)
    {
        if (Rests is { } hidden) return hidden;
        if (Due is not { } due || now <= due) return Refusal.Conflict("concern.not-late");
        if (_steps.Any(s => s.Kind == ConcernStepKind.Escalated && s.At > due)) return Refusal.Conflict("concern.already-escalated");
        Step(ConcernStepKind.Escalated, Byline.Portal, now, unit: UnitId);
        Raise(new ConcernMoved(CommunityId, Id, "concern.escalated", Status, UnitId));
        return Outcome.Done;
    }
}
