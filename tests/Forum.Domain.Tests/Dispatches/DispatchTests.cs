using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Dispatches;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Dispatches;

public class DispatchTests
{
    private static readonly PartyUnit Above = PartyUnit.Found(New<PartyUnitId>(), null, Street, "Street").Value;
    private static readonly PartyUnit Unit = PartyUnit.Found(New<PartyUnitId>(), Above, Community, "Community").Value;
    private static readonly DispatchRules Rules = DispatchRules.Usual;
    private static readonly DateOnly Today = DateOnly.FromDateTime(Noon.Date);

    private static Dispatch Queued() => Dispatch.Queue(New<DispatchId>(), "2026-000001", Community.Id, New<PollId>(), null, Community.Id, "Title", Noon.AddDays(20), Noon);

    private static Dispatch Sent()
    {
        var dispatch = Queued();
        Assert.True(dispatch.Send("{\"a\":1}", Unit, Rules, Noon).Ok);
        return dispatch;
    }

    [Fact]
    public void Nothing_moves_before_it_was_sent() => Assert.Equal("dispatch.not-sent", Queued().Acknowledge(Lin, [Unit.Id], Noon).Refusals[0].Code);

    [Fact]
    public void It_leaves_once() => Assert.Equal("dispatch.sent", Sent().Send("{}", Unit, Rules, Noon).Refusals[0].Code);

    [Fact]
    public void Its_hash_is_that_of_its_bytes() => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("{\"a\":1}"))), Sent().Parts[0].Sha256);

    [Fact]
    public void What_is_decided_later_is_linked_to_what_went_before()
    {
        var dispatch = Sent();
        Assert.True(dispatch.Append("{\"b\":2}", Noon.AddDays(1)).Ok);
        Assert.Equal(dispatch.Parts[0].Sha256, dispatch.Parts[1].Previous);
    }

    [Fact]
    public void Only_the_unit_that_has_it_acts()
    {
        var dispatch = Sent();
        Assert.Equal("dispatch.not-yours", dispatch.Acknowledge(Lin, [Above.Id], Noon).Refusals[0].Code);
        Assert.True(dispatch.Acknowledge(Lin, [Unit.Id], Noon).Ok);
        Assert.True(dispatch.PassUp(Lin, [Unit.Id], Above, "Please hurry", Rules, Noon.AddDays(1)).Ok);
        Assert.Equal("dispatch.not-yours", dispatch.Answer(Lin, [Unit.Id], ReplyStance.Adopted, "yes", Today, Today, Noon).Refusals[0].Code);
        Assert.Equal(("Please hurry", "{\"a\":1}"), (dispatch.Hops[0].Remark, dispatch.Parts[0].Json));
    }

    [Fact]
    public void An_answer_needs_acknowledgement_a_reason_and_a_day_and_is_final()
    {
        var dispatch = Sent();
        Assert.Equal("dispatch.acknowledge-first", dispatch.Answer(Lin, [Unit.Id], ReplyStance.Adopted, "yes", Today, Today, Noon).Refusals[0].Code);
        dispatch.Acknowledge(Lin, [Unit.Id], Noon);
        Assert.Equal(["reason.missing", "dueOn.missing"], dispatch.Answer(Lin, [Unit.Id], ReplyStance.Partly, " ", null, Today, Noon).Refusals.Select(r => r.Code));
        Assert.True(dispatch.Answer(Lin, [Unit.Id], ReplyStance.NotAdopted, "because", null, Today, Noon).Ok);
        Assert.Equal("dispatch.answered", dispatch.Answer(Lin, [Unit.Id], ReplyStance.Adopted, "yes", Today, Today, Noon).Refusals[0].Code);
    }

    [Fact]
    public void A_missed_deadline_is_marked_once_and_stays_with_its_level()
    {
        var dispatch = Sent();
        Assert.False(dispatch.MarkLate(Noon.AddDays(15)).Ok);
        Assert.True(dispatch.MarkLate(Noon.AddDays(15).AddTicks(1)).Ok);
        Assert.False(dispatch.MarkLate(Noon.AddDays(16)).Ok);
        Assert.True(dispatch.Hops[0].Late);
    }

    [Fact]
    public void Nobody_above_means_that_it_is_answered_here()
    {
        var dispatch = Sent();
        dispatch.Acknowledge(Lin, [Unit.Id], Noon);
        Assert.Equal("dispatch.nobody-above", dispatch.PassUp(Lin, [Unit.Id], null, null, Rules, Noon).Refusals[0].Code);
    }

    [Fact]
    public void A_unit_in_which_nobody_serves_is_passed_and_the_way_shows_it()
    {
        var dispatch = Sent();
        Assert.True(dispatch.PassUpUnattended(Above, Rules, Noon.AddHours(1)).Ok);
        Assert.Equal([(true, null, false), (false, null, false)], dispatch.Hops.Select(h => (h.Unattended, h.By, h.Late)));
        Assert.Equal((Above.Id, Noon.AddHours(1).AddDays(30)), (dispatch.Hops[1].PartyUnitId, dispatch.Due));
        Assert.Equal("dispatch.not-yours", dispatch.Acknowledge(Lin, [Unit.Id], Noon.AddHours(2)).Refusals[0].Code);
    }

    [Fact]
    public void Nothing_is_passed_after_the_answer()
    {
        var dispatch = Sent();
        dispatch.Acknowledge(Lin, [Unit.Id], Noon);
        Assert.True(dispatch.Answer(Lin, [Unit.Id], ReplyStance.NotAdopted, "Why", null, Today, Noon).Ok);
        Assert.Equal("dispatch.answered", dispatch.PassUpUnattended(Above, Rules, Noon).Refusals[0].Code);
    }
}
