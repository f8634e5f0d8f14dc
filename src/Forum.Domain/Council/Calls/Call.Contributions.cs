using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Calls;

/// <summary>How contributions come in, and what becomes of each.</summary>
public sealed partial class Call
{
    /// <summary>The most contributions of one person or body to one call.</summary>
    public const int MostEach = 20;

    /// <summary>
    /// Somebody answers; by a paper or by word somebody else writes it down, and both names are kept. Refused before the
    /// period begins and from its end on, and where the same person said the same before.
    /// </summary>
    /// <param name="id">The contribution's own.</param>
    /// <param name="voice">Who speaks, and how it came.</param>
    /// <param name="body">The words.</param>
    /// <param name="said">What the same person or body said to this call before and did not take back.</param>
    /// <param name="now">The present.</param>
    public Outcome<Contribution> Take(ContributionId id, Voice voice, Markup body, IReadOnlyCollection<Contribution> said, DateTimeOffset now)
    {
        if (BarsAsking(now) is { } barred) return barred;
        if (now < OpenedAt) return Refusal.Conflict("call.over", new Fact("at", ClosesAt));
        if (Words.Check("body", body.Source, Contribution.LongestBody) is { } wrong) return wrong;
        if (said.Count >= MostEach) return Refusal.Conflict("contribution.enough", new Fact("most", MostEach));
        var given = new Contribution(id, CommunityId, Id, Given + 1, voice, body, now);
        if (said.Any(s => s.Print == given.Print)) return Refusal.Invalid("body", "contribution.said");
        (Given, Pending) = (Given + 1, Pending + 1);
        Raise(new ContributionGiven(CommunityId, Id, id, voice.Channel, voice.From?.PersonId, body.Source));
        TellMatter();
        return given;
    }

    /// <summary>Whoever spoke takes it back while the call is open; whoever wrote it down for them, with a reason that everybody reads. Place and number stay.</summary>
    /// <param name="contribution">What is taken back.</param>
    /// <param name="own">Whether it is the caller's own, or they wrote it down.</param>
    /// <param name="now">The present.</param>
    /// <param name="person">The caller as somebody of the register.</param>
    /// <param name="reason">Why, where another spoke the words.</param>
    public Outcome<Done> Withdraw(Contribution contribution, bool own, DateTimeOffset now, PersonId? person = null, string? reason = null)
    {
        if (!own) return Refusal.Barred("contribution.not-yours");
        if (Gone(contribution) is { } gone) return gone;
        if (BarsAsking(now) is { } barred) return barred;
        var others = contribution.From is { } from && from.PersonId != person;
        if (others && Words.Check("reason", reason, Contribution.LongestReason) is { } wrong) return wrong;
        contribution.Withdraw(now, others ? reason : null);
        Pending--;
        Raise(new ContributionWithdrawn(CommunityId, Id, contribution.Id) { Reason = contribution.WithdrawnBecause });
        TellMatter();
        return Outcome.Done;
    }

    /// <summary>Whoever wrote it changes the words while the call is open; that they were changed is shown, and what they were.</summary>
    /// <param name="contribution">What is changed.</param>
    /// <param name="by">Who wrote it.</param>
    /// <param name="body">The new words.</param>
    /// <param name="said">What the same person or body said to this call and did not take back.</param>
    /// <param name="now">The present.</param>
    public Outcome<ContributionVersion> Edit(Contribution contribution, AccountId by, Markup body, IReadOnlyCollection<Contribution> said, DateTimeOffset now)
    {
        if (by != contribution.By.AccountId) return Refusal.Barred("contribution.not-written");
        if (Gone(contribution) is { } gone) return gone;
        if (BarsAsking(now) is { } barred) return barred;
        if (Words.Check("body", body.Source, Contribution.LongestBody) is { } wrong) return wrong;
        if (body.Source == contribution.Body.Source) return Refusal.Invalid("body", "contribution.unchanged");
        if (said.Any(s => s.Id != contribution.Id && s.IsSame(body))) return Refusal.Invalid("body", "contribution.said");
        var old = contribution.Edit(body, now);
        Raise(new ContributionEdited(CommunityId, Id, contribution.Id, contribution.Edits + 1, body.Source));
        return old;
    }

    /// <summary>
    /// Says what becomes of a contribution, and why. Can be said anew until the call is concluded; what was said before stays
    /// beside it.
    /// </summary>
    /// <param name="contribution">What is answered.</param>
    /// <param name="outcome">What becomes of it.</param>
    /// <param name="reason">Why, in 5 to 500 characters.</param>
    /// <param name="into">What it is merged into: another contribution to this call, which is not merged itself.</param>
    /// <param name="holdsOthers">Whether others are merged into this one.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="now">The present.</param>
    public Outcome<Done> Settle(Contribution contribution, ContributionOutcome outcome, string? reason, Contribution? into, bool holdsOthers, Byline by, DateTimeOffset now)
    {
        if (BarsSettling(now) is { } barred) return barred;
        if (Gone(contribution) is { } gone) return gone;
        if (outcome is < ContributionOutcome.Adopted or > ContributionOutcome.NotAdopted) return Refusal.Invalid("outcome", "contribution.outcome");
        if (Words.Check("reason", reason, Contribution.LongestReason) is { } wrong) return wrong;
        if (reason!.Trim().Length < Contribution.ShortestReason) return Refusal.Invalid("reason", "contribution.reason", new Fact("least", Contribution.ShortestReason));
        if (outcome == ContributionOutcome.Merged && BarsMerging(contribution, into, holdsOthers) is { } no) return no;
        if (contribution.Settle(outcome, reason.Trim(), outcome == ContributionOutcome.Merged ? into!.Number : null, by, now) is not { } first) return Refusal.Conflict("contribution.same");
        if (first)
        {
            Pending--;
            TellMatter();
        }
        Raise(new ContributionSettled(CommunityId, Id, contribution.Id, outcome, contribution.MergedInto, !first, reason.Trim()));
        return Outcome.Done;
    }

    private static Refusal? Gone(IModerated text) => text.Gone;

    private Refusal? BarsMerging(Contribution contribution, Contribution? into, bool holdsOthers) =>
        into is null || into.CallId != Id || !into.IsShown ? Refusal.Invalid("into", "contribution.into")
        : into.Id == contribution.Id ? Refusal.Invalid("into", "contribution.into-self")
        : into.Outcome == ContributionOutcome.Merged ? Refusal.Invalid("into", "contribution.into-merged", new Fact("number", into.MergedInto!))
        : holdsOthers ? Refusal.Invalid("outcome", "contribution.holds-others") : null;
}
