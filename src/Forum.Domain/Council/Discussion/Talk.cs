using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Discussion;

/// <summary>How many comments that are shown take up each stance, kept with each change so that nobody counts ten thousand.</summary>
public sealed class Talk
{
    private Talk() { }

    /// <summary>The discussion of a proposal before its first comment.</summary>
    public Talk(ProposalId proposal) => ProposalId = proposal;

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>赞成</summary>
    public int For { get; private set; }

    /// <summary>反对</summary>
    public int Against { get; private set; }

    /// <summary>说一点</summary>
    public int Neither { get; private set; }

    /// <summary>A comment is shown.</summary>
    public void Shown(Stance stance) => Count(stance, 1);

    /// <summary>A comment is shown no more.</summary>
    public void Gone(Stance stance) => Count(stance, -1);

    private void Count(Stance stance, int by)
    {
        if (stance == Stance.For) For += by;
        else if (stance == Stance.Against) Against += by;
        else Neither += by;
    }
}
