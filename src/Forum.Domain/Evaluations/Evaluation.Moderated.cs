using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Evaluations;

/// <summary>Hiding what somebody added. The answer itself counts all the same, and nobody learns whose it is.</summary>
public sealed partial class Evaluation : IModerated
{
    /// <summary>Set where a moderator hid the words.</summary>
    public Hiding? Hidden { get; private set; }

    TextRef IModerated.Text => RemarkId!.Value;
    bool IModerated.IsShown => RemarkId is not null && Hidden is null;
    Markup IModerated.Words => Markup.Plain(Remark!);
    // Neither who nor when: both would tell whose it is.
    Byline? IModerated.Signed => null;
    DateTimeOffset? IModerated.SaidAt => null;
    AccountId IModerated.Writer => AccountId;

    void IModerated.Turn(Hiding? hidden, IEvent act)
    {
        Hidden = hidden;
        Raise(act);
    }
}
