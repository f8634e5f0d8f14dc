using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Tokens;

/// <summary>
/// Whoever holds a token of the poll casts the one ballot that it is good for, as nobody. Sent again with the same answer
/// it is answered alike; with another it is refused: a secret ballot is final. It leaves a row in the box and
/// nothing else: no event, no ledger row, no key of a repeated request.
/// </summary>
[Anyone("the token is the right"), NotOfficial("an act in the ledger would tell when, and so who")]
public sealed record CastSecretBallot(CastBallot Ballot, byte[]? Token, byte[]? Signature, byte[]? SecondSignature = null) : ICommand<SecretReceipt>, IShaped, IGrouped, ISecret
{
    public IEnumerable<Refusal> Wrong() =>
        Token is not { Length: VotingToken.MessageLength } || Signature is not { Length: VotingToken.KeyBits / 8 } || SecondSignature is not (null or { Length: VotingToken.KeyBits / 8 }) ? [Refusal.Invalid("token", "token.wrong")] : Ballot.Wrong();

    /// <summary>The token with its signature.</summary>
    internal VotingToken Held => new(Token!, Signature!, SecondSignature);

    /// <summary>What it says, once the signatures were found good; nothing is cast without.</summary>
    internal Answer? Screened { get; set; }
}

/// <summary>What the voter keeps: the leaf that the public record will hold, and the portal's signed promise of it.</summary>
public sealed record SecretReceipt(string Leaf, string Promise);

/// <summary>Reads the answer and checks the poll's signature before a ballot waits for the writer: forgeries hold up nobody.</summary>
public sealed class SecretBallotScreen(ForumDb db, VotedPolls polls, BallotBox box, TimeProvider time) : IScreen<CastSecretBallot>
{
    public async Task<Outcome<Done>> ScreenAsync(CastSecretBallot request, CancellationToken stop)
    {
        if (await polls.FindAsync(db, request.Ballot.Id, stop) is not var (poll, key, second)) return Refusal.NotFound;
        var read = request.Ballot.Read(poll.Method, poll.Options);
        if (!read.Ok) return Outcome<Done>.Refused(read.Refusals);
        // Whoever lost the answer may ask for it after the closing too.
        if (poll.TakeSecret(read.Value, time.GetUtcNow()) is { Ok: false } late)
        {
            if (poll.Secrecy != Secrecy.Secret) return late;
            var opened = box.Key(poll.Id);
            // Nobody can say of a box that is shut that nothing is in it; a closing that is done has emptied it.
            if ((await box.FindAsync(poll.Id, opened, [request.Held.Hash], stop)).Count == 0)
                return opened is null && await db.Polls.AnyAsync(p => p.Id == poll.Id && p.State == PollState.Open, stop) ? Refusal.Conflict(BallotBox.Shut) : late;
        }
        if (!key!.Use(request.Held.IsSignedBy)) return Refusal.Barred("token.not-signed");
        if (!(second?.Use(request.Held.IsCountersignedBy) ?? request.Held.IsCountersignedBy(null))) return Refusal.Barred("token.not-countersigned");
        request.Screened = read.Value;
        return Outcome.Done;
    }
}

public sealed class CastSecretBallotHandler(ForumDb db, BallotBox box, LogKey log, TimeProvider time) : IGroupHandler<CastSecretBallot, Outcome<SecretReceipt>>
{
    private readonly Dictionary<PollId, (Poll Poll, BoxKey? Key)> _polls = [];
    private readonly Dictionary<(PollId, string), SecretBallot> _cast = [];

    public async Task GatherAsync(IReadOnlyList<(CastSecretBallot Request, Caller Caller)> group, CancellationToken stop)
    {
        foreach (var poll in group.GroupBy(g => g.Request.Ballot.Id, g => g.Request.Held.Hash))
        {
            var key = box.Key(poll.Key);
            _polls[poll.Key] = (await db.Polls.AsNoTracking().SingleAsync(p => p.Id == poll.Key, stop), key);
            foreach (var (token, ballot) in await box.FindAsync(poll.Key, key, [.. poll.Distinct()], stop)) _cast[(poll.Key, token)] = ballot;
        }
    }

    public Task<Outcome<SecretReceipt>> Handle(CastSecretBallot request, CancellationToken stop) => Task.FromResult(Cast(_polls[request.Ballot.Id], request));

    // Whether the poll still takes ballots is asked again: the screen's poll may be the one of a minute ago.
    private Outcome<SecretReceipt> Cast((Poll Poll, BoxKey? Key) its, CastSecretBallot request)
    {
        var (poll, key) = its;
        if (request.Screened is not { } answer) return Refusal.Barred("token.not-signed");
        if (_cast.TryGetValue((poll.Id, request.Held.Hash), out var before))
            // The signature is part of the leaf; a token may bear more than one, and the first stays.
            return (before.Choice, before.Options) == (answer.Choice, answer.Options) ? Promised(poll, new(before.Message, before.Signature, before.SecondSignature), answer) : Refusal.Conflict("token.spent");
        if (key is null && poll.State == PollState.Open) return Refusal.Conflict(BallotBox.Shut);
        if (poll.TakeSecret(answer, time.GetUtcNow()) is { Ok: false } late) return Outcome<SecretReceipt>.Refused(late.Refusals);
        box.Put(poll, _cast[(poll.Id, request.Held.Hash)] = new(poll.Id, request.Held, answer), key!);
        return Promised(poll, request.Held, answer);
    }

    private SecretReceipt Promised(Poll poll, VotingToken token, Answer answer)
    {
        var leaf = MerkleTree.LeafHash(BallotLeaf.OfSecret(poll.Id, token, answer.Text));
        return new(Convert.ToHexStringLower(leaf), log.Promise(poll.Id, leaf));
    }
}
