using System.Security.Cryptography;
using CsCheck;
using Forum.Domain.Voting;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Voting;

/// <summary>The supervision committee as second registrar: its key before the opening, both signatures or none.</summary>
public class SecondRegistrarTests
{
    private static readonly RSA First = RSA.Create(VotingToken.KeyBits), Second = RSA.Create(VotingToken.KeyBits);

    private static Poll Draft(bool asked = true)
    {
        var poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "Shall we?", null, DecisionRules.Of("residents")!, Lin, Noon.AddDays(7), Noon).Value;
        Assert.True(poll.KeepSecret("aa").Ok);
        if (asked) Assert.True(poll.AskSecondRegistrar().Ok);
        Assert.True(poll.TakePapers(ChannelRule.Last, TimeSpan.FromHours(6)).Ok);
        return poll;
    }

    private static IReadOnlyList<RollLine> Roll(Poll poll) => ElectoralRoll.OfHeads(poll.Id, Enumerable.Range(0, 12).Select(i => new RollEntry(New<VoterId>(), $"{i}")));

    private static (Poll Poll, IReadOnlyList<RollLine> Roll) Opened()
    {
        var poll = Draft();
        Assert.True(poll.TakeSecondKey("bb", null).Ok);
        var roll = Roll(poll);
        Assert.True(poll.Open(roll, Noon).Ok);
        return (poll, roll);
    }

    private static string? CodeOf<T>(Outcome<T> outcome) => outcome.Ok ? null : outcome.Refusals[0].Code;

    [Fact]
    public void It_opens_only_with_the_second_key_and_keeps_it()
    {
        var poll = Draft();
        Assert.Equal("poll.second-key-missing", CodeOf(poll.Open(Roll(poll), Noon)));
        Assert.Equal("registrar.same-key", CodeOf(poll.TakeSecondKey("aa", null)));
        Assert.Null(CodeOf(poll.TakeSecondKey("bb", null)));
        Assert.Null(CodeOf(poll.Open(Roll(poll), Noon)));
        Assert.Equal("poll.opened", CodeOf(poll.TakeSecondKey("cc", "bb")));
        Assert.Equal("poll.opened", CodeOf(poll.AskSecondRegistrar()));
        Assert.Equal("bb", poll.SecondKeyHash);
    }

    [Fact]
    public void Of_two_devices_the_later_one_finds_out_and_replaces_only_what_it_names()
    {
        var poll = Draft();
        Assert.Null(CodeOf(poll.TakeSecondKey("bb", null)));
        Assert.Equal("registrar.key-there", CodeOf(poll.TakeSecondKey("cc", null)));
        Assert.Equal("registrar.key-there", CodeOf(poll.TakeSecondKey("cc", "dd")));
        // The answer was lost: the same again is the same.
        Assert.Null(CodeOf(poll.TakeSecondKey("bb", null)));
        Assert.Null(CodeOf(poll.TakeSecondKey("cc", "bb")));
        Assert.Equal(["poll.second-registrar", "poll.second-key-made", "poll.second-key-made"], poll.TakeEvents().OfType<IOfficialAct>().Select(a => a.Act).Where(a => a.Contains("second")));
    }

    [Fact]
    public void Only_a_secret_ballot_has_one()
    {
        var open = Poll.SetUp(New<PollId>(), "2026-000002", Community, "Shall we?", null, DecisionRules.Of("residents")!, Lin, Noon.AddDays(7), Noon).Value;
        Assert.Equal("registrar.needs-secret", CodeOf(open.AskSecondRegistrar()));
        Assert.Equal("registrar.none", CodeOf(Draft(false).TakeSecondKey("bb", null)));
        Assert.Equal("registrar.none", CodeOf(Draft(false).SecondKeyGone()));
    }

    [Fact]
    public void A_line_is_spent_once_for_both_and_never_for_one()
    {
        var (poll, roll) = Opened();
        Assert.Equal("token.second-blinded", CodeOf(poll.Issue(roll[0], null, New<AccountId>(), [1], Noon)));
        var issued = poll.Issue(roll[0], null, New<AccountId>(), [1], Noon, [2]).Value;
        Assert.Same(issued, poll.Issue(roll[0], issued, New<AccountId>(), [1], Noon, [2]).Value);
        Assert.Equal("token.already-issued", CodeOf(poll.Issue(roll[0], issued, New<AccountId>(), [1], Noon, [3])));
        Assert.Equal("token.already-issued", CodeOf(poll.Issue(roll[0], issued, New<AccountId>(), [3], Noon, [2])));
        Assert.Equal(1, poll.Voted);
        var single = Draft(false);
        var lines = Roll(single);
        single.Open(lines, Noon);
        Assert.Equal("token.second-blinded", CodeOf(single.Issue(lines[0], null, New<AccountId>(), [1], Noon, [2])));
    }

    [Fact]
    public void Tokens_are_signed_until_the_closing_and_papers_until_the_end_of_entry()
    {
        var (poll, _) = Opened();
        Assert.Null(poll.BarsSecondSignature(false, Noon.AddDays(7).AddTicks(-1)));
        Assert.Equal("poll.over", poll.BarsSecondSignature(false, Noon.AddDays(7))!.Code);
        Assert.Null(poll.BarsSecondSignature(true, Noon.AddDays(7).AddHours(5)));
        Assert.Equal("paper.entry-ended", poll.BarsSecondSignature(true, Noon.AddDays(7).AddHours(6))!.Code);
    }

    [Fact]
    public void While_papers_wait_for_a_signature_only_time_closes_and_only_then_is_the_key_of_no_use()
    {
        var (poll, _) = Opened();
        Assert.Equal("registrar.still-needed", CodeOf(poll.SecondKeyGone()));
        Assert.Equal("poll.papers-unsigned", CodeOf(poll.Close(default, default, default, Noon.AddDays(7), new(0, 0, 0, 0, Unconfirmed: 1))));
        Assert.Null(CodeOf(poll.Close(default, default, default, Noon.AddDays(7).AddHours(6), new(0, 0, 0, 0, Unconfirmed: 1))));
        Assert.Null(CodeOf(poll.SecondKeyGone()));
    }

    [Fact]
    public void The_ledger_has_how_many_were_signed_not_whose()
    {
        var (poll, roll) = Opened();
        poll.TakeEvents();
        poll.Countersigned([], 0);
        Assert.Empty(poll.TakeEvents());
        poll.Countersigned([roll[3].VoterId], 2);
        var act = Assert.Single(poll.TakeEvents().OfType<IOfficialAct>());
        Assert.Equal([new Fact("lines", 1), new Fact("papers", 2)], act.Facts);
    }

    [Fact]
    public void The_ledger_has_how_many_papers_became_ballots_and_how_many_there_are_then_not_which()
    {
        var (poll, _) = Opened();
        poll.TakeEvents();
        poll.Boxed(2, 41);
        Assert.Equal([new Fact("papers", 2), new Fact("ballots", 41)], Assert.Single(poll.TakeEvents().OfType<IOfficialAct>()).Facts);
    }

    [Theory]
    [InlineData(2048, false), InlineData(3072, true), InlineData(4096, false)]
    public void A_key_is_RSA_of_3072_bits(int bits, bool taken)
    {
        using var key = RSA.Create(bits);
        Assert.Equal(taken, VotingToken.IsKey(key.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public void Another_exponent_another_kind_and_trailing_bytes_are_no_key()
    {
        var parts = First.ExportParameters(false);
        using var weak = RSA.Create(new RSAParameters { Modulus = parts.Modulus, Exponent = [3] });
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(VotingToken.IsKey(weak.ExportSubjectPublicKeyInfo()));
        Assert.False(VotingToken.IsKey(curve.ExportSubjectPublicKeyInfo()));
        Assert.False(VotingToken.IsKey([.. First.ExportSubjectPublicKeyInfo(), 0]));
        Assert.False(VotingToken.IsKey([1, 2, 3]));
    }

    [Fact]
    public void Both_signatures_of_one_message_or_it_is_no_token() => Gen.Select(Gen.Byte.Array[VotingToken.MessageLength], Gen.Int[0, VotingToken.KeyBits / 8 - 1], Gen.Int[1, 255]).Sample((message, at, change) =>
    {
        byte[] Of(RSA key) => key.SignData(message, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);
        var token = new VotingToken(message, Of(First), Of(Second));
        byte[] forged = [.. token.SecondSignature!];
        forged[at] ^= (byte)change;
        var swapped = new VotingToken(message, token.SecondSignature!, token.Signature);
        return token.IsSignedBy(First) && token.IsCountersignedBy(Second) && !token.IsCountersignedBy(null) && !(token with { SecondSignature = null }).IsCountersignedBy(Second)
            && !(token with { SecondSignature = forged }).IsCountersignedBy(Second) && !swapped.IsSignedBy(First) && !swapped.IsCountersignedBy(Second) && !(token with { SecondSignature = token.Signature }).IsCountersignedBy(Second);
    }, iter: 10);

    [Fact]
    public void A_leaf_has_the_second_signature_only_where_there_is_one()
    {
        var poll = New<PollId>();
        var single = System.Text.Encoding.UTF8.GetString(BallotLeaf.OfSecret(poll, new([1], [2]), "yes"));
        Assert.Equal($$"""{"answer":"yes","poll":"{{poll}}","signature":"Ag==","token":"AQ=="}""", single);
        Assert.Contains("\"secondSignature\":\"Aw==\"", System.Text.Encoding.UTF8.GetString(BallotLeaf.OfSecret(poll, new([1], [2], [3]), "yes")));
    }
}
