using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>
/// A secret ballot of an open poll, sealed under the poll's key, which lies outside the database and is destroyed at the
/// closing: no copy of the database that was made before can be read, neither what a ballot says nor, held against the
/// record, which it became. It leaves the box when the poll closes.
/// </summary>
public sealed class BoxedBallot
{
    private BoxedBallot() { }

    /// <summary>A ballot in its box.</summary>
    public BoxedBallot(PollId poll, string place, byte[] contents) => (PollId, Place, Contents) = (poll, place, contents);

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>What stands for the token's hash under the poll's key, 64 signs of lower-case hex: one token has one place.</summary>
    public string Place { get; private set; } = "";

    /// <summary>The token and what the ballot says, sealed; as long for every answer.</summary>
    public byte[] Contents { get; private set; } = [];

    /// <summary>The batch in which it was published, from 1; none as long as it waits for company.</summary>
    public int? Batch { get; private set; }
}
