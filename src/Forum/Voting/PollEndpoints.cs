using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Voting.Record;
using Forum.Voting.Rules;
using Forum.Voting.Tokens;
using Forum.Voting.Unconfirmed;

namespace Forum.Voting;

/// <summary>Polls as JSON.</summary>
public static class PollEndpoints
{
    public sealed record PollBody(string? Question, ProposalId? ProposalId, string? Method, string? Preset, string? Secrecy, IReadOnlyList<string>? Options, DateTimeOffset? ClosesAt, int? Seats, PollId? After, string? Papers, int? EntryHours, FreeRule? Rule, UnitId? UnitId, IReadOnlyList<long>? Costs, long? Budget, string? Completion, long? LeastVotes, bool SecondRegistrar = false, string? Unranked = null);
    public sealed record BallotBody(string? Choice, IReadOnlyList<IReadOnlyList<string>>? Ranking, IReadOnlyList<string>? Approved, IReadOnlyDictionary<string, long>? Scores, VoterId? Line = null);
    public sealed record TokenBody(byte[]? Blinded, byte[]? SecondBlinded, VoterId? Line);
    /// <summary>What is looked up in a poll's record, where no address that others may log has it.</summary>
    public sealed record LeafBody(string? Leaf);
    public sealed record SecretBody(byte[]? Token, byte[]? Signature, byte[]? SecondSignature, string? Choice, IReadOnlyList<IReadOnlyList<string>>? Ranking, IReadOnlyList<string>? Approved, IReadOnlyDictionary<string, long>? Scores);
    public sealed record OpeningBody(int? Version);
    public sealed record ReasonBody(string? Reason);
    public sealed record Made(PollId Id);

    public static void MapPolls(this IEndpointRouteBuilder api)
    {
        var polls = api.MapGroup("/polls").WithTags("polls");
        polls.MapGet("", async (string? cursor, ISender s, TextBook t) => (await s.Send(new ListPolls(cursor))).Answer(t)).Produces<Listing<PollRow>>();
        polls.MapPost("", async (PollBody b, ISender s, TextBook t) =>
            (await s.Send(new SetUpPoll(b.Question, b.ProposalId is { } p ? $"proposals/{p}" : null, b.Method, b.Preset, b.Secrecy, b.ClosesAt, b.Options, b.Seats, b.After, b.Papers, b.EntryHours, b.Rule, b.UnitId, b.Costs, b.Budget, b.Completion, b.LeastVotes, b.SecondRegistrar, b.Unranked))).Map(id => new Made(id)).Created(t, m => $"polls/{m.Id}")).Produces<Made>(201);
        polls.MapGet("/{id:guid}", (Guid id, Guid? line, ISender s, TextBook t) => ShowAsync(id, s, t, line)).Produces<PollView>();
        polls.MapPut("/{id:guid}/options", async (Guid id, PollOptions b, ISender s, TextBook t) => await s.Send(new ChangeOptions(new(id), b)) is { Ok: false } no ? Answers.Problem(no.Refusals, t) : await ShowAsync(id, s, t)).Produces<PollView>();
        polls.MapPost("/{id:guid}/opening", async (Guid id, OpeningBody? b, ISender s, TextBook t) => await s.Send(new OpenPoll(new(id), b?.Version)) is { Ok: false } no ? Answers.Problem(no.Refusals, t) : await ShowAsync(id, s, t)).Produces<PollView>();
        polls.MapPost("/{id:guid}/calling-off", async (Guid id, ReasonBody b, ISender s, TextBook t) => await s.Send(new CallOffPoll(new(id), b.Reason)) is { Ok: false } no ? Answers.Problem(no.Refusals, t) : await ShowAsync(id, s, t)).Produces<PollView>();
        polls.MapPost("/{id:guid}/closing", async (Guid id, ISender s, TextBook t) => await s.Send(new ClosePoll(new(id))) is { Ok: false } no ? Answers.Problem(no.Refusals, t) : await ShowAsync(id, s, t)).Produces<PollView>();
        polls.MapPost("/{id:guid}/ballots", async (Guid id, BallotBody b, ISender s, TextBook t) => (await s.Send(Cast(new(id), b))).Created(t, _ => $"polls/{id}")).Produces<CastAs>(201);
        polls.MapGet("/{id:guid}/result", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetResult(new(id)))).Answer(t)).Produces<ResultView>();
        polls.MapGet("/{id:guid}/key", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetPollKey(new(id)))).Answer(t)).Produces<PublicPollKey>();
        polls.MapPost("/{id:guid}/tokens", async (Guid id, TokenBody b, ISender s, TextBook t) => await s.Send(new IssueToken(new(id), b.Blinded, b.SecondBlinded, b.Line)) is { Ok: false } no ? Answers.Problem(no.Refusals, t) : (await s.Send(new SignToken(new(id), b.Line))).Created(t, _ => $"polls/{id}")).Produces<SignedToken>(201);
        // No session, and no limit by address: the token is the right, and a forged one costs next to nothing.
        polls.MapPost("/{id:guid}/secret-ballots", async (Guid id, SecretBody b, HttpRequest r, ISender s, TextBook t) => r.HttpContext.User.Identity is { IsAuthenticated: true } ? Answers.Problem([Refusal.Barred("ballot.carries-session")], t)
            : (await s.Send(new CastSecretBallot(Cast(new(id), new(b.Choice, b.Ranking, b.Approved, b.Scores)), b.Token, b.Signature, b.SecondSignature))).Created(t, _ => $"polls/{id}")).DisableRateLimiting().Produces<SecretReceipt>(201);
        polls.MapGet("/{id:guid}/record", async (Guid id, ISender s, TextBook t, HttpResponse r) => await s.Send(new GetRecord(new(id))) is var found && found.Ok ? new RecordResult(found.Value) : Answers.Problem(found.Refusals, t));
        polls.MapGet("/{id:guid}/record/inclusion", async (Guid id, string? leaf, ISender s, TextBook t) => (await s.Send(new GetInclusion(new(id), leaf, InAddress: true))).Answer(t)).Produces<Inclusion>();
        // No limit: on the evening of a closing a whole neighbourhood behind one address looks.
        polls.MapPost("/{id:guid}/record/inclusion", async (Guid id, LeafBody b, ISender s, TextBook t) => (await s.Send(new GetInclusion(new(id), b.Leaf))).Answer(t)).DisableRateLimiting().Produces<Inclusion>();
        polls.MapGet("/{id:guid}/ledger", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetPollLedger(new(id)))).Answer(t)).Produces<IReadOnlyList<PollLedgerLine>>();
        polls.MapUnconfirmed();
        polls.MapReceipts();
    }

    // Among options, a choice may also be the one option's name. What is said twice in different ways is handed on so, and refused.
    internal static CastBallot Cast(PollId id, BallotBody b) => b.Choice is null or "yes" or "no" or "abstain"
        ? new(id, b.Choice switch { "yes" => Choice.Yes, "no" => Choice.No, "abstain" => Choice.Abstain, _ => null }, b.Ranking, b.Approved, b.Scores, b.Line)
        : new(id, null, b.Ranking, [b.Choice, .. b.Approved ?? []], b.Scores, b.Line);

    internal static VoterId? LineOf(Guid? line) => line is { } id ? new(id) : null;

    private static async Task<IResult> ShowAsync(Guid id, ISender s, TextBook t, Guid? line = null) => (await s.Send(new GetPoll(new(id), LineOf(line)))).Answer(t);
}
