using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Amendments;

/// <summary>
/// A proposed change of a proposal's text: the whole text as it should read, against a version, with a reason. Its words
/// stay; what became of it stands beside it. Settled once, which the database holds too.
/// </summary>
public sealed partial class Amendment : Aggregate
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int LongestReason = 1000;

    private Amendment() { }

    /// <summary>The amendment.</summary>
    public AmendmentId Id { get; private set; }

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>Its number among the proposal's amendments, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The version that it changes.</summary>
    public int BaseVersion { get; private set; }

    /// <summary>The text as it should read.</summary>
    public Markup Body { get; private set; } = new("", "");

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who proposes it, and in whose name.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What became of it; nothing while it is open.</summary>
    public AmendmentSettlement? Settlement { get; private set; }

    /// <summary>Somebody proposes a change of a version of the text. Those who write the text write a version instead.</summary>
    public static Outcome<Amendment> Put(AmendmentId id, int number, Proposal proposal, int baseVersion, Markup body, string? reason, Byline by, DateTimeOffset now, PersonId? person = null)
    {
        if (!proposal.IsChanging) return Refusal.Conflict("proposal.frozen");
        if (proposal.IsWrittenBy(by.AccountId, person)) return Refusal.Conflict("amendment.own-text");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        if (proposal.Versions.SingleOrDefault(v => v.Number == baseVersion) is not { } version) return Refusal.Invalid("baseVersion", "version.unknown");
        if (version.Body.Source == body.Source) return Refusal.Conflict("amendment.same");
        var amendment = new Amendment
        {
            Id = id, CommunityId = proposal.CommunityId, ProposalId = proposal.Id, Number = number, BaseVersion = baseVersion, Body = body, Reason = reason!, By = by, At = now,
        };
        amendment.Raise(new AmendmentPut(proposal.CommunityId, proposal.Id, id, baseVersion, $"{body.Source}\n{reason}"));
        return amendment;
    }

    /// <summary>
    /// Those who write the text, or the committee, take it over as a new version with credit: whole, or as they put it. Whole
    /// is refused where the text has changed since; then they put it against the newest version themselves.
    /// </summary>
    /// <param name="proposal">The proposal, with its co-authors.</param>
    /// <param name="by">Who accepts.</param>
    /// <param name="committee">Whether by the committee's right.</param>
    /// <param name="edited">The text as they put it, and the version it was put against; nothing for the whole.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="person">Who accepts, as somebody of the register.</param>
    public Outcome<int> Accept(Proposal proposal, Byline by, bool committee, (Markup Body, int From)? edited, DateTimeOffset now, PersonId? person = null)
    {
        if (Bars(proposal, by.AccountId, person, committee) is { } bar) return bar;
        var body = edited?.Body ?? Body;
        var part = body.Source != Body.Source;
        return proposal.Take(Id, edited?.From ?? BaseVersion, body, by, now)
            .Map(version => { Settle(part ? AmendmentEnd.AcceptedInPart : AmendmentEnd.Accepted, by, null, version, now); return version; });
    }

    /// <summary>Those who write the text, or the committee, say no, with a reason that everybody reads.</summary>
    public Outcome<Done> Decline(Proposal proposal, Byline by, bool committee, string? reason, DateTimeOffset now, PersonId? person = null)
    {
        if (Bars(proposal, by.AccountId, person, committee) is { } bar) return bar;
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        return Settle(AmendmentEnd.Declined, by, reason, null, now);
    }

    /// <summary>Whoever proposed it takes it back.</summary>
    public Outcome<Done> Withdraw(AccountId by, DateTimeOffset now)
    {
        if (by != By.AccountId) return Refusal.Barred("amendment.not-yours");
        if (!IsShown) return Refusal.Conflict("amendment.hidden");
        return Settlement is null ? Settle(AmendmentEnd.Withdrawn, By, null, null, now) : Refusal.Conflict("amendment.settled");
    }

    /// <summary>The text froze over it. One that is settled stays so.</summary>
    public void Lapse(DateTimeOffset now)
    {
        if (Settlement is null) Settle(AmendmentEnd.Lapsed, Byline.Portal, null, null, now);
    }

    private Refusal? Bars(Proposal proposal, AccountId by, PersonId? person, bool committee)
    {
        if (by == By.AccountId) return Refusal.Barred("amendment.own");
        if (!committee && !proposal.IsWrittenBy(by, person)) return Refusal.Barred("amendment.authors-settle");
        if (Settlement is not null) return Overtaken.No("amendment.settled", proposal.Versions.Count);
        if (!IsShown) return Refusal.Conflict("amendment.hidden");
        return proposal.IsChanging ? null : Refusal.Conflict("proposal.frozen");
    }

    private Outcome<Done> Settle(AmendmentEnd end, Byline by, string? reason, int? version, DateTimeOffset now)
    {
        Settlement = new(end, by, now, reason, version);
        Raise(new AmendmentSettled(CommunityId, ProposalId, Id, end, version, reason));
        return Outcome.Done;
    }
}
