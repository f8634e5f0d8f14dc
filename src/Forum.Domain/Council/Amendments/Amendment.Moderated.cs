using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Amendments;

/// <summary>Hiding an amendment: as long as it is hidden it is neither accepted nor declined.</summary>
public sealed partial class Amendment : IModerated
{
    /// <summary>Set where a moderator hid it.</summary>
    public Hiding? Hidden { get; private set; }

    /// <summary>Whether anybody is shown it.</summary>
    public bool IsShown => Hidden is null;

    /// <summary>The topic of its proposal.</summary>
    public string Topic => $"proposals/{ProposalId}";

    TextRef IModerated.Text => Id;
    Markup IModerated.Words => new($"{Reason}\n{Body.Source}", Markup.Plain(Reason).Html + Body.Html);
    Byline? IModerated.Signed => By;
    DateTimeOffset? IModerated.SaidAt => At;

    void IModerated.Turn(Hiding? hidden, IEvent act)
    {
        Hidden = hidden;
        Raise(act);
    }
}
