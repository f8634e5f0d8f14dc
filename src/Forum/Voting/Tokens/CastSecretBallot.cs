using System.Security.Cryptography;
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
/// it is answered alike; with another it is refused: a secret ballot is final. It leaves a row under the token's hash and
/// nothing else: no event, no ledger row, no key of a repeated request.
/// </summary>
[Anyone("the token is the right"), NotOfficial("an act in the ledger would tell when, and so who")]
public sealed record CastSecretBallot(CastBallot Ballot, byte[]? Token, byte[]? Signature, byte[]? SecondSignature = null) : ICommand<SecretReceipt>, IShaped, IGrouped, ISecret
{
    public IEnumerable<Refusal> Wrong() =>
        Token is not { Length: VotingToken.MessageLength } || Signature is not { Length: VotingToken.KeyBits / 8 } || SecondSignature is not (null or { Length: VotingToken.KeyBits / 8 }) ? [Refusal.Invalid("token", "token.wrong")] : Ballot.Wrong();
}

/// <summary>What the voter keeps: the leaf that the public record will hold, and the portal's signed promise of it.</summary>
public sealed record SecretReceipt(string Leaf, string Promise);

public sealed class CastSecretBallotHandler(ForumDb db, LogKey log, TimeProvider time) : IGroupHandler<CastSecretBallot, Outcome<SecretReceipt>>, IDisposable
{
    private readonly Dictionary<PollId, (Poll Poll, RSA? Key, RSA? Second)> _polls = [];
    private readonly Dictionary<(PollId, string), SecretBallot> _cast = [];

    public async Task GatherAsync(IReadOnlyList<(CastSecretBallot Request, Caller Caller)> group, CancellationToken stop)
    {
        foreach (var poll in group.GroupBy(g => g.Request.Ballot.Id, g => Token(g.Request).Hash))
        {
            if (await db.Polls.AsNoTracking().SingleOrDefaultAsync(p => p.Id == poll.Key, stop) is not { } found) continue;
            _polls[poll.Key] = (found, Imported(await db.PollKeys.AsNoTracking().Where(k => k.PollId == poll.Key).Select(k => k.Public).SingleOrDefaultAsync(stop)),
                Imported(await db.SecondKeys.AsNoTracking().Where(k => k.PollId == poll.Key).Select(k => k.Public).SingleOrDefaultAsync(stop)));
            var tokens = poll.Distinct().ToList();
            await foreach (var ballot in db.SecretBallots.AsNoTracking().Where(b => b.PollId == poll.Key && tokens.Contains(b.TokenHash)).AsAsyncEnumerable()) _cast[(poll.Key, ballot.TokenHash)] = ballot;
        }
    }

    public Task<Outcome<SecretReceipt>> Handle(CastSecretBallot request, CancellationToken stop) => Task.FromResult(Cast(request));

    private Outcome<SecretReceipt> Cast(CastSecretBallot request)
    {
        if (!_polls.TryGetValue(request.Ballot.Id, out var found)) return Refusal.NotFound;
        var (poll, token) = (found.Poll, Token(request));
        return request.Ballot.Read(poll.Method, poll.Options).Then(answer => poll.TakeSecret(answer, time.GetUtcNow()).Then(_ => Keep(poll, found.Key!, found.Second, token, answer)));
    }

    private Outcome<SecretReceipt> Keep(Poll poll, RSA key, RSA? second, VotingToken token, Answer answer)
    {
        if (!token.IsSignedBy(key)) return Refusal.Barred("token.not-signed");
        if (!token.IsCountersignedBy(second)) return Refusal.Barred("token.not-countersigned");
        if (_cast.TryGetValue((poll.Id, token.Hash), out var before))
        {
            if ((before.Choice, before.Options) != (answer.Choice, answer.Options)) return Refusal.Conflict("token.spent");
            // The signature is part of the leaf; a token may bear more than one, and the first stays.
            token = new(before.Message, before.Signature, before.SecondSignature);
        }
        else _cast[(poll.Id, token.Hash)] = db.SecretBallots.Add(new(poll.Id, token, answer)).Entity;
        var leaf = MerkleTree.LeafHash(BallotLeaf.OfSecret(poll.Id, token, answer.Text));
        return new SecretReceipt(Convert.ToHexStringLower(leaf), log.Promise(poll.Id, leaf));
    }

    public void Dispose()
    {
        foreach (var (_, key, second) in _polls.Values)
        {
            key?.Dispose();
            second?.Dispose();
        }
    }

    private static RSA? Imported(byte[]? publicKey)
    {
        if (publicKey is null) return null;
        var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key;
    }

    private static VotingToken Token(CastSecretBallot request) => new(request.Token!, request.Signature!, request.SecondSignature);
}
