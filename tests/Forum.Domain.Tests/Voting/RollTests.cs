using Forum.Domain.Organisation;
using static Forum.Domain.Tests.People;
using Forum.Domain.Voting;

namespace Forum.Domain.Tests.Voting;

/// <summary>Rolls: who stands on them, how they are corrected, and what their turnout tells.</summary>
public class RollTests
{
    private static readonly AccountId Anna = New<AccountId>(), Bo = New<AccountId>();

    private static Byline By(AccountId account) => new(account, "王芳", Role.CommitteeDirector, "居委会");

    private static (Poll Poll, IReadOnlyList<RollLine> Roll) Opened(string preset, int voters = 12, bool secret = false, long area = 0)
    {
        var place = Place.Top(New<PlaceId>(), "S", "街道");
        var poll = Poll.SetUp(New<PollId>(), "2026-000001", place, "是否同意？", null, DecisionRules.Of(preset)!, By(Anna), Noon.AddDays(1), Noon).Value;
        if (secret) Assert.True(poll.KeepSecret("00").Ok);
        IReadOnlyList<RollLine> roll = [.. Enumerable.Range(0, voters).Select(i => new RollLine(poll.Id, New<VoterId>(), $"{i}", area))];
        Assert.True(poll.Open(roll, Noon).Ok);
        return (poll, roll);
    }

    private static Outcome<RollCorrection> Propose(Poll poll, CorrectionKind kind, RollLine? now, RollLine? register, bool spent = false, VoterId[]? own = null, string? reason = "漏了一户", DateTimeOffset? at = null) =>
        poll.ProposeCorrection(New<RollCorrectionId>(), kind, now, register, spent, own ?? [], reason, By(Anna), at ?? Noon.AddHours(1));

    private static Outcome<Done> Settle(Poll poll, RollCorrection correction, RollLine? now, AccountId by, bool confirmed = true, bool spent = false, VoterId[]? own = null, DateTimeOffset? at = null) =>
        poll.SettleCorrection(correction, confirmed, now, spent, "after", own ?? [], By(by), at ?? Noon.AddHours(2));

    [Fact]
    public void Adding_and_striking_move_the_totals_and_keep_the_first_hash()
    {
        var (poll, roll) = Opened("residents");
        var opening = poll.RollHash;
        var added = Propose(poll, CorrectionKind.Add, null, new(poll.Id, New<VoterId>(), "3-301", 0)).Value;
        Assert.True(Settle(poll, added, null, Bo).Ok);
        var struck = Propose(poll, CorrectionKind.Strike, roll[0], null).Value;
        Assert.True(Settle(poll, struck, roll[0], Bo).Ok);
        Assert.Equal((12, 2, opening, "after"), (poll.RollPersons, poll.Corrections, poll.RollHash, poll.CorrectedRollHash));
    }

    [Fact]
    public void An_area_is_corrected_to_the_registers()
    {
        var (poll, roll) = Opened("owners-ordinary", 3, area: 5000);
        var correction = Propose(poll, CorrectionKind.Area, roll[0], new(poll.Id, roll[0].VoterId, "0", 7500)).Value;
        Assert.True(Settle(poll, correction, roll[0], Bo).Ok);
        Assert.Equal((3, 17500L), (poll.RollPersons, poll.RollArea));
        Assert.Equal("roll.same-area", Propose(poll, CorrectionKind.Area, roll[1], roll[1]).Refusals[0].Code);
        var (heads, lines) = Opened("residents");
        Assert.Equal("roll.no-area", Propose(heads, CorrectionKind.Area, lines[0], new(heads.Id, lines[0].VoterId, "0", 1)).Refusals[0].Code);
    }

    [Fact]
    public void Nobody_corrects_alone_in_their_own_matter_or_without_a_reason()
    {
        var (poll, roll) = Opened("residents");
        Assert.Equal("reason.missing", Propose(poll, CorrectionKind.Strike, roll[0], null, reason: " ").Refusals[0].Code);
        Assert.Equal("roll.own", Propose(poll, CorrectionKind.Strike, roll[0], null, own: [roll[0].VoterId]).Refusals[0].Code);
        var correction = Propose(poll, CorrectionKind.Strike, roll[0], null).Value;
        Assert.Equal("roll.second-person", Settle(poll, correction, roll[0], Anna).Refusals[0].Code);
        Assert.Equal("roll.own", Settle(poll, correction, roll[0], Bo, own: [roll[0].VoterId]).Refusals[0].Code);
        Assert.True(Settle(poll, correction, roll[0], Bo, confirmed: false).Ok);
        Assert.Equal("roll.settled", Settle(poll, correction, roll[0], Bo).Refusals[0].Code);
        Assert.Equal((12, 0, false), (poll.RollPersons, poll.Corrections, correction.Settling!.Confirmed));
    }

    [Fact]
    public void Whoever_proposed_may_take_it_back()
    {
        var (poll, roll) = Opened("residents");
        Assert.True(Settle(poll, Propose(poll, CorrectionKind.Strike, roll[0], null).Value, roll[0], Anna, confirmed: false).Ok);
    }

    [Fact]
    public void A_line_that_is_spent_stays_also_where_it_was_spent_meanwhile()
    {
        var (poll, roll) = Opened("residents");
        Assert.Equal("roll.voted", Propose(poll, CorrectionKind.Strike, roll[0], null, spent: true).Refusals[0].Code);
        var correction = Propose(poll, CorrectionKind.Strike, roll[0], null).Value;
        Assert.Equal("roll.voted", Settle(poll, correction, roll[0], Bo, spent: true).Refusals[0].Code);
        Assert.Equal((12, 0), (poll.RollPersons, poll.Corrections));
    }

    [Fact]
    public void What_is_there_is_not_added_and_what_is_not_there_is_neither_struck_nor_added_without_the_register()
    {
        var (poll, roll) = Opened("residents");
        Assert.Equal("roll.on-already", Propose(poll, CorrectionKind.Add, roll[0], roll[0]).Refusals[0].Code);
        Assert.Equal("roll.not-in-register", Propose(poll, CorrectionKind.Add, null, null).Refusals[0].Code);
        Assert.Equal("roll.not-on", Propose(poll, CorrectionKind.Strike, null, roll[0]).Refusals[0].Code);
    }

    [Fact]
    public void From_the_closing_time_on_nothing_is_corrected()
    {
        var (poll, roll) = Opened("residents");
        Assert.Equal("poll.over", Propose(poll, CorrectionKind.Strike, roll[0], null, at: poll.ClosesAt).Refusals[0].Code);
        var correction = Propose(poll, CorrectionKind.Strike, roll[0], null, at: poll.ClosesAt.AddTicks(-1)).Value;
        Assert.Equal("poll.over", Settle(poll, correction, roll[0], Bo, at: poll.ClosesAt).Refusals[0].Code);
    }

    [Fact]
    public void A_secret_poll_keeps_enough_lines_to_hide_among()
    {
        var (poll, roll) = Opened("residents", 10, secret: true);
        Assert.Equal("poll.too-few-for-secret", Propose(poll, CorrectionKind.Strike, roll[0], null).Refusals[0].Code);
    }

    [Fact]
    public void A_homes_one_ballot_is_changed_only_by_who_cast_it()
    {
        var (poll, roll) = Opened("households-assembly");
        var ballot = poll.Cast(roll[0], null, Anna, Choice.Yes, "r1", Noon.AddHours(1)).Value;
        Assert.Equal("ballot.household-cast", poll.Cast(roll[0], ballot, Bo, Choice.No, "r2", Noon.AddHours(1)).Refusals[0].Code);
        Assert.Equal(Choice.No, poll.Cast(roll[0], ballot, Anna, Choice.No, "r3", Noon.AddHours(1)).Value.Choice);
    }

    [Fact]
    public void A_bodys_one_ballot_is_changed_by_who_cast_it_and_by_another_once_that_one_is_gone()
    {
        var (poll, roll) = Opened("organisations");
        var ballot = poll.Cast(roll[0], null, Anna, Choice.Yes, "r1", Noon.AddHours(1)).Value;
        Assert.Equal("ballot.body-cast", poll.Cast(roll[0], ballot, Bo, Choice.No, "r2", Noon.AddHours(1)).Refusals[0].Code);
        Assert.False(poll.MaySee(ballot, Bo));
        Assert.True(poll.Cast(roll[0], ballot, Bo, Choice.No, "r3", Noon.AddHours(1), casterActs: false).Ok);
        Assert.Equal((Bo, 1), (ballot.AccountId, poll.Voted));
        Assert.Equal("ballot.body-cast", poll.Cast(roll[0], ballot, Anna, Choice.Yes, "r4", Noon.AddHours(1)).Refusals[0].Code);
    }

    [Fact]
    public void Those_present_vote_in_minutes_others_have_an_hour()
    {
        var place = Place.Top(New<PlaceId>(), "S", "街道");
        Outcome<Poll> For(string preset, int minutes) => Poll.SetUp(New<PollId>(), "1", place, "？", null, DecisionRules.Of(preset)!, By(Anna), Noon.AddMinutes(minutes), Noon);
        Assert.True(For("meeting", 5).Ok);
        Assert.Equal("poll.too-short", For("meeting", 4).Refusals[0].Code);
        Assert.Equal("poll.too-short", For("residents", 59).Refusals[0].Code);
    }

    private static readonly Gen<GridTurnout[]> Grids = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 40]).Select((voted, more) => (voted, voted + more)).Array[1, 8]
        .Select(rows => rows.Select((r, i) => new GridTurnout(i == 0 && r.Item1 % 2 == 0 ? null : New<PlaceId>(), r.Item1, r.Item2)).ToArray());

    [Fact]
    public void No_row_of_the_turnout_and_no_difference_of_rows_shows_fewer_than_five() => Grids.Sample(grids =>
    {
        var shown = GridTurnout.Shown(grids);
        return shown.All(g => g.Voted >= GridTurnout.Least) && (shown.Count == 0 || (shown.Count > 1 && shown.Sum(g => g.Voted) == grids.Sum(g => g.Voted) && shown.Sum(g => g.Roll) == grids.Sum(g => g.Roll)));
    });
}
