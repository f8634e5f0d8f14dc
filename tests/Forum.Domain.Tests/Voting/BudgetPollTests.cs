using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Voting;

public class BudgetPollTests
{
    private static readonly string[] Projects = ["Lamps", "Benches", "Ramp"];
    private static readonly PollBudget Sound = new(100_000, [40_000, 30_000, 60_000], Completion.None, 0);

    private static Poll Draft(VotingMethod method = VotingMethod.EqualShares)
    {
        var poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "What first?", null, DecisionRules.Of("residents")!, Lin, Noon.AddDays(7), Noon).Value;
        Assert.True(poll.Offer(method, Projects, 1).Ok);
        return poll;
    }

    private static IReadOnlyList<RollLine> Roll(Poll poll) => ElectoralRoll.OfHeads(poll.Id, Enumerable.Range(0, 5).Select(i => new RollEntry(New<VoterId>(), $"{i}")));

    public static TheoryData<VotingMethod, long, long[], Completion?, long, string> Wrong() => new()
    {
        { VotingMethod.EqualShares, 0, [1, 1, 1], Completion.None, 0, "poll.budget-sum" },
        { VotingMethod.EqualShares, -1, [1, 1, 1], Completion.None, 0, "poll.budget-sum" },
        { VotingMethod.EqualShares, PollBudget.Most + 1, [1, 1, 1], Completion.None, 0, "poll.budget-sum" },
        { VotingMethod.EqualShares, long.MaxValue, [long.MaxValue, 1, 1], Completion.None, 0, "poll.budget-sum" },
        { VotingMethod.Greedy, 100, [1, 1], null, 0, "poll.costs-count" },
        { VotingMethod.Greedy, 100, [1, 0, 1], null, 0, "poll.cost-nothing" },
        { VotingMethod.Greedy, 100, [1, -5, 1], null, 0, "poll.cost-nothing" },
        { VotingMethod.Greedy, 100, [1, 101, 1], null, 0, "poll.cost-above-budget" },
        { VotingMethod.Greedy, 100, [1, 1, 1], Completion.Add1, 0, "poll.completion" },
        { VotingMethod.EqualShares, 100, [1, 1, 1], null, 0, "poll.completion" },
        { VotingMethod.EqualShares, 100, [1, 1, 1], (Completion)9, 0, "poll.completion" },
        { VotingMethod.GreedyNoSkip, 100, [1, 1, 1], null, -1, "poll.least-votes" },
        { VotingMethod.Approval, 100, [1, 1, 1], null, 0, "poll.no-budget" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_budget_that_cannot_be_is_refused(VotingMethod method, long sum, long[] costs, Completion? completion, long least, string code)
    {
        var poll = Draft(method);
        Assert.Equal(code, poll.Spend(new(sum, costs, completion, least)).Refusals[0].Code);
        Assert.Null(poll.Budget);
    }

    [Fact]
    public void A_budget_poll_opens_only_with_a_budget_which_then_stays()
    {
        var poll = Draft();
        Assert.Equal("poll.budget-missing", poll.Open(Roll(poll), Noon, "seed").Refusals[0].Code);
        Assert.True(poll.Spend(Sound).Ok);
        Assert.True(poll.Open(Roll(poll), Noon, "seed").Ok);
        Assert.Equal("poll.opened", poll.Spend(Sound with { Sum = 90_000 }).Refusals[0].Code);
        Assert.Equal(Sound, poll.Budget);
    }

    [Fact]
    public void A_ballot_approves_as_many_as_one_likes_or_abstains()
    {
        foreach (var method in new[] { VotingMethod.EqualShares, VotingMethod.Greedy, VotingMethod.GreedyNoSkip })
        {
            Assert.Equal("1=2=3", Answer.Ranked(method, 3, [[3, 1, 2]]).Value.Text);
            Assert.Equal("1=3", Answer.Read("1=3", method, 3).Value.Text);
            Assert.False(Answer.Read("1>3", method, 3).Ok);
            Assert.True(Answer.Read("abstain", method, 3).Ok);
            Assert.False(method.IsRanked());
        }
    }

    [Fact]
    public void The_seats_are_no_question_of_a_budget() => Assert.Equal("poll.seats", Poll.SetUp(New<PollId>(), "1", Community, "?", null, DecisionRules.Of("residents")!, Lin, Noon.AddDays(7), Noon).Value.Offer(VotingMethod.Greedy, Projects, 2).Refusals[0].Code);

    [Fact]
    public void Closing_counts_exactly_and_anybody_counts_it_again()
    {
        // 1,000.00 yuan for four who choose: 250 each. Lamps: 400 / 3 = 133.33...; then Benches 300 / 2: 116.66... and 183.33...
        var poll = Draft();
        poll.Spend(Sound with { LeastVotes = 1 });
        poll.Open(Roll(poll), Noon, "seed");
        Assert.True(poll.CloseOptions([("1", 2), ("1=2", 1), ("2", 1)], 1, Noon.AddDays(7)).Ok);
        var count = OptionsTally.CountOf(poll.Closed!.Tally)!;
        Assert.Equal((PollOutcome.Passed, 70_000L, 30_000L, "25000"), (poll.Closed.Outcome, count.Spent, count.Left, count.Share));
        Assert.Equal(["13333.3333333334", "18333.3333333334"], count.Projects!.Where(p => p.Place is not null).Select(p => p.Payment));
        Assert.Equal(NotFunded.NoVotes, count.Projects!.Single(p => p.Project == "Ramp").NotFunded);
        Assert.Equal(poll.Closed.TallyHash, Recount.Of(poll.Terms, poll.Rule, ["1", "1=2", "abstain", "2", "1"]).Hash);
    }

    [Fact]
    public void Where_no_project_is_paid_nothing_is_passed()
    {
        var poll = Draft();
        poll.Spend(Sound);
        poll.Open(Roll(poll), Noon, "seed");
        poll.CloseOptions([("1", 1), ("2", 1), ("3", 1)], 0, Noon.AddDays(7), lotSeed: "seed");
        Assert.Equal(PollOutcome.Passed, poll.Closed!.Outcome);
        var dear = Draft();
        dear.Spend(Sound with { Costs = [60_000, 60_000, 60_000] });
        dear.Open(Roll(dear), Noon, "seed");
        dear.CloseOptions([("1", 1), ("2", 1), ("3", 1)], 0, Noon.AddDays(7), lotSeed: "seed");
        Assert.Equal(PollOutcome.Failed, dear.Closed!.Outcome);
    }
}
