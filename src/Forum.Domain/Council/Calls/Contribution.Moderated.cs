using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Calls;

/// <summary>What becomes of the words of a contribution: changed by whoever wrote them, hidden by a moderator, shown again upon an appeal.</summary>
public sealed partial class Contribution : IModerated
{
    /// <summary>How often the words were changed.</summary>
    public int Edits { get; private set; }

    /// <summary>When the words were last changed, UTC.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>Set where a moderator hid it.</summary>
    public Hiding? Hidden { get; private set; }

    /// <summary>Whether the words are shown.</summary>
    public bool IsShown => WithdrawnAt is null && Hidden is null;

    /// <summary>The topic of its call.</summary>
    public string Topic => $"calls/{CallId}";

    TextRef IModerated.Text => Id;
    Markup IModerated.Words => Body;
    Byline? IModerated.Signed => By;
    DateTimeOffset? IModerated.SaidAt => At;
    bool IModerated.IsOf(AccountId account, PersonId? person) => account == By.AccountId || (person is not null && person == From?.PersonId);

    void IModerated.Turn(Hiding? hidden, IEvent act)
    {
        Hidden = hidden;
        Raise(act);
    }

    /// <summary>Whether the eye reads the same in these words.</summary>
    internal bool IsSame(Markup body) => Print == PrintOf(body.Source);

    // The words as they were.
    internal ContributionVersion Edit(Markup body, DateTimeOffset now)
    {
        var old = new ContributionVersion(Id, ++Edits, Body, EditedAt ?? At);
        (Body, Print, EditedAt) = (body, PrintOf(body.Source), now);
        return old;
    }
}

/// <summary>What a contribution said before its words were changed. Added, never changed; read by everybody as long as the contribution is.</summary>
public sealed class ContributionVersion
{
    private ContributionVersion() { }

    internal ContributionVersion(ContributionId contribution, int number, Markup body, DateTimeOffset at) => (ContributionId, Number, Body, At) = (contribution, number, body, at);

    /// <summary>The contribution.</summary>
    public ContributionId ContributionId { get; private set; }

    /// <summary>From 1, the first words.</summary>
    public int Number { get; private set; }

    /// <summary>The words.</summary>
    public Markup Body { get; private set; } = new("", "");

    /// <summary>Since when it said so, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
