namespace Forum.Domain.Kernel;

/// <summary>The nine stations of a matter. It may pass one by; it never goes back without saying so.</summary>
public enum MatterStation
{
    /// <summary>提出</summary>
    Raised = 1,
    /// <summary>成案</summary>
    Proposed,
    /// <summary>讨论</summary>
    Discussed,
    /// <summary>表决</summary>
    Voted,
    /// <summary>公示</summary>
    OnNotice,
    /// <summary>决议</summary>
    Decided,
    /// <summary>报送</summary>
    SentOn,
    /// <summary>批复</summary>
    Answered,
    /// <summary>执行</summary>
    CarriedOut,
}
