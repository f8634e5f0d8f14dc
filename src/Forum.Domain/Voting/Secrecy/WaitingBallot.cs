using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>
/// A ballot from a paper of a secret poll, which waits for the second registrar's signature on its token. The portal
/// blinds that token like a voter, so that the committee's device cannot tell later which of the published ballots it
/// was. Which paper it came from is kept nowhere. It goes once it is signed, or when the poll ends without it.
/// </summary>
public sealed class WaitingBallot
{
    private WaitingBallot() { }

    /// <summary>A ballot that waits.</summary>
    public WaitingBallot(PollId poll, Channel channel, string request, byte[] blinded, byte[] contents) =>
        (PollId, Channel, Request, Blinded, Contents) = (poll, channel, request, blinded, contents);

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>SHA-256 of what was blinded, lower-case hex: by this the committee's device names it.</summary>
    public string Request { get; private set; } = "";

    /// <summary>What the committee signs, as long as its key's modulus.</summary>
    public byte[] Blinded { get; private set; } = [];

    /// <summary>What takes the veil off the committee's answer, the token and what the ballot says, sealed under the poll's key as in the <see cref="BoxedBallot">box</see>.</summary>
    public byte[] Contents { get; private set; } = [];

    /// <summary>The way it came, so that the channels add up where it is never signed.</summary>
    public Channel Channel { get; private set; }
}
