using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Discussion;

/// <summary>What a comment said before its words were changed. Added, never changed.</summary>
public sealed class CommentVersion
{
    private CommentVersion() { }

    internal CommentVersion(CommentId comment, int number, Markup body, DateTimeOffset at, int agreed, bool readable) =>
        (CommentId, Number, Body, At, Agreed, Readable) = (comment, number, body, at, agreed, readable);

    /// <summary>The comment.</summary>
    public CommentId CommentId { get; private set; }

    /// <summary>From 1, the first words.</summary>
    public int Number { get; private set; }

    /// <summary>The words.</summary>
    public Markup Body { get; private set; } = new("", "");

    /// <summary>Since when it said so, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>How many had agreed when it was replaced.</summary>
    public int Agreed { get; private set; }

    /// <summary>Whether readers may still read it; a slip mended within minutes is only kept.</summary>
    public bool Readable { get; private set; }
}
