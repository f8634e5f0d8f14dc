using Forum.Domain.Kernel;
using Forum.Domain.Voting;

namespace Forum.Domain.Tests.Voting;

/// <summary>What a secret ballot says, as bytes that tell nothing by their number.</summary>
public sealed class BoxedBallotTests
{
    private static readonly PollId Poll = new(Guid.CreateVersion7());

    private static VotingToken Token(byte[]? second = null) => new([.. Enumerable.Range(0, VotingToken.MessageLength).Select(i => (byte)i)], new byte[VotingToken.KeyBits / 8], second);

    public static TheoryData<int> Sizes => [2, 9, 10, 11, Forum.Domain.Voting.Poll.MostOptions];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_answer_of_a_poll_is_as_long_as_any_other_and_comes_back_whole(int options)
    {
        var all = Enumerable.Range(1, options).ToList();
        List<Answer> answers =
        [
            Choice.Abstain, Answer.Ranked(VotingMethod.Schulze, options, [[1]]).Value, Answer.Ranked(VotingMethod.Schulze, options, [.. all.Select(o => (IReadOnlyList<int>)[o])]).Value,
            Answer.Ranked(VotingMethod.Approval, options, [all]).Value, Answer.Pointed(VotingMethod.Score, options, all.ToDictionary(o => o, _ => VotingMethods.HighestScore)).Value,
            Answer.Pointed(VotingMethod.Dots, options, new Dictionary<int, long> { [options] = VotingMethods.Dots }).Value,
        ];
        Assert.All(answers, a => Assert.InRange(a.Text.Length, 1, Math.Max(7, Answer.Longest(options))));
        Assert.Single(answers.Select(a => new SecretBallot(Poll, Token(), a).ToBytes(Answer.Longest(options)).Length).Distinct());
        foreach (var answer in answers)
        {
            var ballot = SecretBallot.Of(Poll, new SecretBallot(Poll, Token(), answer).ToBytes(Answer.Longest(options)), 3);
            Assert.Equal((Token().Hash, answer.Choice, answer.Options, 3, null), (ballot.TokenHash, ballot.Choice, ballot.Options, ballot.Batch, ballot.SecondSignature));
            Assert.Equal(Token().Message, ballot.Message);
        }
    }

    [Fact]
    public void The_second_signature_comes_to_it_and_nothing_else_changes()
    {
        var ballot = new SecretBallot(Poll, Token(), Choice.No).Countersigned([7, 8]);
        var read = SecretBallot.Of(Poll, ballot.ToBytes(0));
        Assert.Equal([7, 8], read.SecondSignature);
        Assert.Equal((Choice.No, null, null), (read.Choice, read.Options, read.Batch));
    }
}
