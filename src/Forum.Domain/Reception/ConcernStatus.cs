namespace Forum.Domain.Reception;

/// <summary>Where a concern stands. The road of a concern: 提出 受理 派单 办理 办结 确认.</summary>
public enum ConcernStatus
{
    /// <summary>提出: raised, nobody has taken it yet.</summary>
    Raised = 1,
    /// <summary>受理: accepted, not yet with a unit.</summary>
    Accepted,
    /// <summary>派单: assigned to a unit.</summary>
    Assigned,
    /// <summary>办理: the unit has answered and works on it.</summary>
    Handling,
    /// <summary>办结: the unit says it is done; the one who raised it has the last word.</summary>
    Resolved,
    /// <summary>确认: confirmed by the one who raised it.</summary>
    Confirmed,
}

/// <summary>Who may see a concern.</summary>
public enum Visibility
{
    /// <summary>公开: everybody.</summary>
    Public = 1,
    /// <summary>不公开: who raised it, the queues above its place, and the unit that handles it.</summary>
    Private,
}

/// <summary>What a step in a concern's history was.</summary>
public enum ConcernStepKind
{
    /// <summary>提出</summary>
    Raised = 1,
    /// <summary>受理</summary>
    Accepted,
    /// <summary>改类别; both values stay.</summary>
    Recategorised,
    /// <summary>派单</summary>
    Assigned,
    /// <summary>退回: the unit says it is not its matter, with the reason; once only.</summary>
    Returned,
    /// <summary>答复</summary>
    Answered,
    /// <summary>办结</summary>
    Resolved,
    /// <summary>确认</summary>
    Confirmed,
    /// <summary>不认可: back to the unit.</summary>
    Disputed,
    /// <summary>督办: a deadline passed.</summary>
    Escalated,
}
