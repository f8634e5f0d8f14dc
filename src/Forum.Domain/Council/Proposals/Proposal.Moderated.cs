using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>Hiding a proposal, with all that was said of it; its periods stand still meanwhile.</summary>
public sealed partial class Proposal : IModerated
{
    /// <summary>Set where a moderator hid it.</summary>
    public Hiding? Hidden { get; private set; }

    /// <summary>Whether anybody is shown it.</summary>
    public bool IsShown => Hidden is null;

    /// <summary>Once its poll opened, the community has it in hand: it is hidden no more.</summary>
    public Refusal? BarsHiding => Station >= MatterStation.Voted ? Refusal.Conflict("hiding.voted") : null;

    TextRef IModerated.Text => Id;
    int IModerated.Edits => _versions.Count - 1;
    Markup IModerated.Words => _versions.MaxBy(v => v.Number)!.Body;
    Byline? IModerated.Signed => Author;
    DateTimeOffset? IModerated.SaidAt => PublishedAt;
    bool IModerated.IsOf(AccountId account, PersonId? person) => IsWrittenBy(account, person);

    void IModerated.Turn(Hiding? hidden, IEvent act)
    {
        Hidden = hidden;
        Raise(act);
    }

    // As much time as was lost, of the present step and of an appeal against the committee's no.
    void IModerated.GiveBack(TimeSpan lost)
    {
        if (!IsOpen) return;
        var step = _steps.MaxBy(s => s.Step)!;
        step.PutOff(lost);
        Refused?.PutOff(lost);
        DueAt += lost;
        Replan(step.At);
        Raise(new ProposalStepped(CommunityId, Id, Step, step.Until) { Change = StepChange.GivenBack });
    }
}
