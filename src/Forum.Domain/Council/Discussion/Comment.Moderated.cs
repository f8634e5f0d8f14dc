using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Discussion;

/// <summary>What a moderator, and whoever hears the appeal, may do to a comment.</summary>
public sealed partial class Comment : IModerated
{
    /// <summary>The topic of its proposal.</summary>
    public string Topic => $"proposals/{ProposalId}";

    TextRef IModerated.Text => Id;
    Markup IModerated.Words => Body;
    Byline? IModerated.Signed => By;
    DateTimeOffset? IModerated.SaidAt => At;
    bool IModerated.IsOf(AccountId account, PersonId? person) => IsOf(account, person);

    void IModerated.Turn(Hiding? hidden, IEvent act)
    {
        Hidden = hidden;
        Raise(act);
    }
}
