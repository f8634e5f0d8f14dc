using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Reception;

/// <summary>Hiding a concern, with its whole history; it goes no step further meanwhile, and its deadline stands still.</summary>
public sealed partial class Concern : IModerated
{
    /// <summary>Set where a moderator hid it.</summary>
    public Hiding? Hidden { get; private set; }

    /// <summary>Whether anybody is shown it.</summary>
    public bool IsShown => Hidden is null;

    TextRef IModerated.Text => Id;
    Markup IModerated.Words => Markup.Plain(Body);
    Byline? IModerated.Signed => RaisedBy;
    DateTimeOffset? IModerated.SaidAt => RaisedAt;

    void IModerated.Turn(Hiding? hidden, IEvent act)
    {
        Hidden = hidden;
        Raise(act);
    }

    void IModerated.GiveBack(TimeSpan lost) => Due += lost;

    private Refusal? Rests => IsShown ? null : Refusal.Conflict("concern.hidden");
}
