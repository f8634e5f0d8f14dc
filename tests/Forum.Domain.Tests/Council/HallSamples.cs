using Forum.Domain.Council.Proposals;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

/// <summary>Proposals at the steps that tests begin with; two endorsements are enough.</summary>
internal static class HallSamples
{
    public static readonly Markup Text = new("By the door.", "<p>By the door.</p>");
    public static readonly ProposalPlan Two = ProposalPlan.Usual with { Threshold = 2, Thresholds = new Dictionary<string, int> { ["safety"] = 1 } };

    public static Proposal Published(ProposalPlan? plan = null, string? category = null, Byline? by = null) =>
        Proposal.Publish(New<ProposalId>(), "2026-000001", Community, "A bench", Text, by ?? Lin, null, category, plan ?? Two, Noon).Value;

    public static Byline Somebody() => Lin with { AccountId = New<AccountId>() };

    public static Proposal AtAdmission(ProposalPlan? plan = null)
    {
        var proposal = Published(plan);
        for (var i = 0; i < 2; i++) proposal.Endorse(Somebody(), false, Noon.AddHours(i));
        return proposal;
    }
}
