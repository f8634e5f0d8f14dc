using Forum.Domain.Kernel;

namespace Forum.Domain.Moderation;

/// <summary>What can be reported and hidden.</summary>
public enum TextKind
{
    /// <summary>意见</summary>
    Comment = 1,
    /// <summary>提案</summary>
    Proposal,
    /// <summary>征集意见</summary>
    Contribution,
    /// <summary>诉求</summary>
    Concern,
    /// <summary>修正案</summary>
    Amendment,
    /// <summary>讨论小结</summary>
    Summary,
    /// <summary>对讨论小结的异议</summary>
    Dispute,
    /// <summary>公示中的异议</summary>
    Objection,
    /// <summary>评议里的留言</summary>
    Remark,
}

/// <summary>One text that can be reported and hidden.</summary>
public readonly record struct TextRef(TextKind Kind, Guid Id)
{
    /// <summary>A comment.</summary>
    public static implicit operator TextRef(CommentId id) => new(TextKind.Comment, id.Value);

    /// <summary>A proposal.</summary>
    public static implicit operator TextRef(ProposalId id) => new(TextKind.Proposal, id.Value);

    /// <summary>A contribution to a call.</summary>
    public static implicit operator TextRef(ContributionId id) => new(TextKind.Contribution, id.Value);

    /// <summary>A concern.</summary>
    public static implicit operator TextRef(ConcernId id) => new(TextKind.Concern, id.Value);

    /// <summary>An amendment.</summary>
    public static implicit operator TextRef(AmendmentId id) => new(TextKind.Amendment, id.Value);

    /// <summary>A summary of a discussion.</summary>
    public static implicit operator TextRef(SummaryId id) => new(TextKind.Summary, id.Value);

    /// <summary>What somebody finds wrong with a summary.</summary>
    public static implicit operator TextRef(DisputeId id) => new(TextKind.Dispute, id.Value);

    /// <summary>An objection to an outcome on public notice.</summary>
    public static implicit operator TextRef(ObjectionId id) => new(TextKind.Objection, id.Value);

    /// <summary>What somebody added to an evaluation.</summary>
    public static implicit operator TextRef(RemarkId id) => new(TextKind.Remark, id.Value);

    /// <summary>Its kind as a word, such as <c>comment</c>.</summary>
    public string Word => Kind.ToString().ToLowerInvariant();

    /// <summary>Its kind as it stands in addresses, such as <c>comments</c>.</summary>
    public string Noun => Kind == TextKind.Summary ? "summaries" : $"{Word}s";

    /// <summary>Its address without the version, such as <c>comments/{id}</c>.</summary>
    public override string ToString() => $"{Noun}/{Id}";

    internal Fact Fact => new(Word, Kind switch
    {
        TextKind.Comment => new CommentId(Id), TextKind.Proposal => new ProposalId(Id), TextKind.Contribution => new ContributionId(Id),
        TextKind.Concern => new ConcernId(Id), TextKind.Amendment => new AmendmentId(Id), TextKind.Dispute => new DisputeId(Id), TextKind.Objection => new ObjectionId(Id), TextKind.Remark => new RemarkId(Id), _ => new SummaryId(Id),
    });
}
