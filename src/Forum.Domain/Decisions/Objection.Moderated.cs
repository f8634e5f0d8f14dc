using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Decisions;

/// <summary>Hiding the words of an objection. It stands all the same: whoever answers reads it, and as long as it has no answer it blocks.</summary>
public sealed partial class Objection : IModerated
{
    /// <summary>Set where a moderator hid it.</summary>
    public Hiding? Hidden { get; private set; }

    /// <summary>The topic of its poll.</summary>
    public string Topic => $"polls/{PollId}";

    TextRef IModerated.Text => Id;
    Markup IModerated.Words => Markup.Plain(Body);
    Byline? IModerated.Signed => By;
    DateTimeOffset? IModerated.SaidAt => At;

    void IModerated.Turn(Hiding? hidden, IEvent act)
    {
        Hidden = hidden;
        Raise(act);
    }
}
