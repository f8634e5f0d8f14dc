using System.Text;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>
/// A ballot that nobody can tie to a voter. It has no row number, no time, no account; its key is the hash of its token.
/// While its poll is open it lies in the <see cref="BoxedBallot">box</see>; a row of its own it is from the closing on.
/// Final once cast.
/// </summary>
public sealed class SecretBallot
{
    private SecretBallot() { }

    /// <summary>A ballot.</summary>
    public SecretBallot(PollId poll, VotingToken token, Answer answer) : this(poll, token, answer.Choice, answer.Options) { }

    private SecretBallot(PollId poll, VotingToken token, Choice? choice, string? options, int? batch = null) =>
        (PollId, TokenHash, Message, Signature, SecondSignature, Choice, Options, Batch) = (poll, token.Hash, token.Message, token.Signature, token.SecondSignature, choice, options, batch);

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>The token.</summary>
    public byte[] Message { get; private set; } = [];

    /// <summary>The portal's signature.</summary>
    public byte[] Signature { get; private set; } = [];

    /// <summary>The second registrar's signature, where the poll has one.</summary>
    public byte[]? SecondSignature { get; private set; }

    /// <summary>Yes, no or abstain; among options only abstain.</summary>
    public Choice? Choice { get; private set; }

    /// <summary>What it says of the options, as <see cref="Answer.Options"/> is kept.</summary>
    public string? Options { get; private set; }

    /// <summary>The batch in which it was published, from 1; none as long as it waits for company.</summary>
    public int? Batch { get; private set; }

    /// <summary>The same ballot, once its token bears the second registrar's signature too.</summary>
    public SecretBallot Countersigned(byte[] second) => new(PollId, new(Message, Signature, second), Choice, Options);

    /// <summary>All that it says, as bytes; as many for every answer, where <paramref name="longest"/> is that of the longest.</summary>
    public byte[] ToBytes(int longest)
    {
        using var all = new MemoryStream();
        using (var writer = new BinaryWriter(all, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var part in new[] { Message, Signature, SecondSignature ?? [] })
            {
                writer.Write((ushort)part.Length);
                writer.Write(part);
            }
            writer.Write((byte)(Choice ?? 0));
            var options = Encoding.UTF8.GetBytes(Options ?? "");
            writer.Write((ushort)options.Length);
            writer.Write(options);
            writer.Write(new byte[Math.Max(0, longest - options.Length)]);
        }
        return all.ToArray();
    }

    /// <summary>The ballot that <see cref="ToBytes"/> wrote.</summary>
    public static SecretBallot Of(PollId poll, byte[] bytes, int? batch = null)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        byte[] Next() => reader.ReadBytes(reader.ReadUInt16());
        var (message, signature, second) = (Next(), Next(), Next());
        var (choice, options) = (reader.ReadByte(), Encoding.UTF8.GetString(Next()));
        return new(poll, new(message, signature, second.Length > 0 ? second : null), choice == 0 ? null : (Choice)choice, options.Length > 0 ? options : null, batch);
    }
}
