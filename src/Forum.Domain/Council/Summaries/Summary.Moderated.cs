using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Summaries;

/// <summary>Hiding a version of a summary, with what is disputed in it; another can be written beside it.</summary>
public sealed partial class Summary : IModerated
{
    /// <summary>Set where a moderator hid it.</summary>
    public Hiding? Hidden { get; private set; }

    /// <summary>Whether anybody is shown it.</summary>
    public bool IsShown => Hidden is null;

    /// <summary>The topic of its proposal.</summary>
    public string Topic => $"proposals/{ProposalId}";

    TextRef IModerated.Text => Id;
    Markup IModerated.Words => Body;
    Byline? IModerated.Signed => By;
    DateTimeOffset? IModerated.SaidAt => At;

    void IModerated.Turn(Hiding? hidden, IEvent act)
    {
        Hidden = hidden;
        Raise(act);
    }
}
