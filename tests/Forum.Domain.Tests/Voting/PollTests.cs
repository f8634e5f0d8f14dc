using Forum.Domain.Voting;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Voting;

public class PollTests
{
    private static readonly DateTimeOffset Closes = Noon.AddDays(7);

    private static (Poll Poll, IReadOnlyList<RollLine> Roll) Opened(int voters = 3)
    {
        var poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "Shall we?", null, DecisionRules.Of("residents")!, Lin, Closes, Noon).Value;
        var roll = ElectoralRoll.OfHeads(poll.Id, Enumerable.Range(0, voters).Select(i => new RollEntry(New<VoterId>(), $"{i}")));
        Assert.True(poll.Open(roll, Noon).Ok);
        return (poll, roll);
    }

    [Fact]
    public void A_changed_ballot_counts_once()
    {
        var (poll, roll) = Opened();
        var first = poll.Cast(roll[0], null, New<AccountId>(), Choice.Yes, "r1", Noon).Value;
        var changed = poll.Cast(roll[0], first, first.AccountId!.Value, Choice.No, "r2", Noon.AddHours(1)).Value;
        Assert.Same(first, changed);
        Assert.Equal((1, 2, Choice.No, "r2"), (poll.Voted, changed.Version, changed.Choice, changed.Receipt));
    }

    [Fact]
    public void What_comes_at_the_closing_time_is_late()
    {
        var (poll, roll) = Opened();
        Assert.True(poll.Cast(roll[0], null, New<AccountId>(), Choice.Yes, "r", Closes.AddTicks(-1)).Ok);
        Assert.Equal("poll.closed", poll.Cast(roll[1], null, New<AccountId>(), Choice.Yes, "r", Closes).Refusals[0].Code);
    }

    [Fact]
    public void Nobody_off_the_roll_votes()
    {
        var (poll, _) = Opened();
        Assert.Equal("poll.not-on-roll", poll.Cast(null, null, New<AccountId>(), Choice.Yes, "r", Noon).Refusals[0].Code);
    }

    [Fact]
    public void It_is_not_closed_early_unless_everybody_has_voted()
    {
        var (poll, roll) = Opened(1);
        Assert.Equal("poll.closing-not-due", poll.Close(default, default, default, Noon).Refusals[0].Code);
        poll.Cast(roll[0], null, New<AccountId>(), Choice.Yes, "r", Noon);
        Assert.True(poll.Close(new(1, 0), default, default, Noon).Ok);
        Assert.Equal(PollOutcome.Passed, poll.Closed!.Outcome);
    }

    [Fact]
    public void Where_heads_are_counted_no_answers_area_is_published()
    {
        var rule = DecisionRule.Free("管理规约", Electorate.Owners, CountedBy.Heads, new(0, 1, false), RuleBase.Cast, new(1, 2, true), new(0, 1, false)).Value;
        var poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "Shall we?", null, rule, Lin, Closes, Noon).Value;
        Assert.True(poll.Open([new(poll.Id, New<VoterId>(), "1", 19_298), new(poll.Id, New<VoterId>(), "2", 8_000)], Noon).Ok);
        Assert.True(poll.Close(new(1, 8_000), new(1, 19_298), default, Closes).Ok);
        Assert.DoesNotContain("19298", poll.Closed!.Tally);
        Assert.Equal(Recount.Of(poll.Terms, rule, ["yes", "no"]).Hash, poll.Closed.TallyHash);
    }

    [Fact]
    public void What_binds_it_is_one_hash()
    {
        var (poll, other) = (Opened().Poll, Opened().Poll);
        Assert.Equal(poll.FrozenHash(), poll.FrozenHash());
        Assert.NotEqual(poll.FrozenHash(), other.FrozenHash());
    }

    [Fact]
    public void Closing_again_changes_nothing()
    {
        var (poll, _) = Opened();
        poll.Close(default, default, default, Closes);
        var frozen = poll.Closed;
        Assert.Equal("poll.over", poll.Close(new(3, 0), default, default, Closes.AddDays(1)).Refusals[0].Code);
        Assert.Same(frozen, poll.Closed);
    }

    [Fact]
    public void There_is_no_reopening()
    {
        var (poll, roll) = Opened();
        poll.Close(default, default, default, Closes);
        Assert.Equal("poll.opened", poll.Open(roll, Noon).Refusals[0].Code);
    }

    [Fact]
    public void Several_homes_are_one_head_and_co_owners_name_one()
    {
        var (ann, bob, company) = (New<PersonId>(), New<PersonId>(), New<PersonId>());
        var (h1, h2, h3, h4, h5) = (New<PlaceId>(), New<PlaceId>(), New<PlaceId>(), New<PlaceId>(), New<PlaceId>());
        var roll = ElectoralRoll.OfOwners(New<PollId>(),
        [
            new(h1, "101", 8000, ann, 1, false), new(h1, "101", 8000, bob, 2, true), new(h2, "102", 9000, ann, 1, true), new(h3, "103", 7000, ann, 1, false),
            new(h4, "201", 5000, company, 1, true), new(h5, "202", 6000, company, 1, true),
        ]);
        Assert.Equal([(VoterId.Of(ann), 16000L), (VoterId.Of(bob), 8000L), (VoterId.Of(company), 11000L)], roll.Select(l => (l.VoterId, l.Area)).OrderBy(l => l.VoterId == VoterId.Of(ann) ? 0 : l.VoterId == VoterId.Of(bob) ? 1 : 2));
    }

    [Fact]
    public void The_rolls_hash_does_not_hang_on_the_order_of_its_lines()
    {
        var (poll, people) = (New<PollId>(), Enumerable.Range(0, 20).Select(i => new RollEntry(New<VoterId>(), $"{i}")).ToList());
        var roll = ElectoralRoll.OfHeads(poll, people);
        Assert.Equal(people.Select(p => p.Voter).OrderBy(v => v.ToString(), StringComparer.Ordinal), roll.Select(l => l.VoterId));
        Assert.Equal(ElectoralRoll.Hash(roll), ElectoralRoll.Hash(roll.Reverse()));
        Assert.Equal(ElectoralRoll.LinesHash(roll), ElectoralRoll.LinesHash(roll.Reverse()));
    }

    [Fact]
    public void A_rolls_hash_is_that_of_its_canonical_JSON()
    {
        var roll = new[] { 12345, 0, 7 }.Select(area => new RollLine(New<PollId>(), New<VoterId>(), "1-101", area)).ToList();
        var json = new System.Text.Json.Nodes.JsonArray([.. roll.OrderBy(l => l.VoterId.ToString(), StringComparer.Ordinal).Select(l => new System.Text.Json.Nodes.JsonObject { ["voter"] = l.VoterId.ToString(), ["area"] = l.Area })]);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(CanonicalJson.Bytes(json))), ElectoralRoll.Hash(roll));
    }

    [Fact]
    public void An_open_poll_is_called_off_only_where_it_was_changed_and_can_never_close()
    {
        var (poll, _) = Opened();
        Assert.Equal("poll.runs", poll.CallOff("No").Refusals[0].Code);
        Assert.Equal("reason.missing", poll.CallOff(" ", ["the roll was changed"]).Refusals[0].Code);
        Assert.True(poll.CallOff("Changed", ["the roll was changed"]).Ok);
        Assert.Equal((PollState.CalledOff, "Changed"), (poll.State, poll.CalledOffFor));
        Assert.Equal("poll.called-off", poll.Close(default, default, default, Closes).Refusals[0].Code);
        Assert.Equal("poll.called-off", poll.CallOff("Again", ["the roll was changed"]).Refusals[0].Code);
    }

    [Fact]
    public void In_place_of_one_that_was_called_off_while_it_was_open_another_is_asked_and_of_no_draft()
    {
        var (poll, _) = Opened();
        poll.CallOff("Changed", ["the roll was changed"]);
        Poll Draft() => Poll.SetUp(New<PollId>(), "2026-000002", Community, "Shall we?", null, DecisionRules.Of("residents")!, Lin, Closes, Noon).Value;
        var (next, other) = (Draft(), Draft());
        Assert.True(next.Follow(poll).Ok);
        Assert.Equal(poll.Id, next.After);
        next.CallOff("Wrong words");
        Assert.Null(next.After);
        Assert.Equal("poll.round-not-closed", other.Follow(next).Refusals[0].Code);
    }

    [Fact]
    public void What_the_portal_found_is_said_of_an_open_poll_only()
    {
        var (poll, _) = Opened();
        poll.TakeEvents();
        poll.Found(["the roll was changed", "of 2 ballots there are 1"]);
        poll.Found([]);
        Assert.Equal(["the roll was changed; of 2 ballots there are 1", null], poll.TakeEvents().Select(e => (e as PollFoundChanged)?.Found));
        poll.CallOff("Changed", ["the roll was changed"]);
        poll.TakeEvents();
        poll.Found(["the roll was changed"]);
        Assert.Empty(poll.TakeEvents());
    }
}
