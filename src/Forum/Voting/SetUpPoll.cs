using Forum.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Voting.Budgets;
using Forum.Voting.Registrar;
using Forum.Voting.Rules;
using Forum.Voting.Tokens;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>
/// The committee sets up a residents' poll, the owners' committee an owners' one. Its place is the matter's, else the
/// whole community; the people of that place vote.
/// </summary>
[SignedIn("which office may depends on the electorate; the handler asks for its right at the place"), Official]
public sealed record SetUpPoll(string? Question, string? Matter, string? Method, string? Preset, string? Secrecy, DateTimeOffset? ClosesAt, IReadOnlyList<string>? Options = null, int? Seats = null, PollId? After = null, string? Papers = null, int? EntryHours = null, FreeRule? Rule = null, UnitId? Unit = null,
    IReadOnlyList<long>? Costs = null, long? Budget = null, string? Completion = null, long? LeastVotes = null, bool SecondRegistrar = false, string? Unranked = null)
    : ICommand<PollId>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("question", Question, Poll.LongestQuestion) is { } question) yield return question;
        if (MethodNames.Of(Method) is null) yield return Refusal.Invalid("method", "poll.method");
        if (Secrecy is not ("open" or "secret")) yield return Refusal.Invalid("secrecy", "poll.secrecy");
        if (Preset != DecisionRules.Free && DecisionRules.Of(Preset) is null) yield return Refusal.Invalid("preset", "poll.preset");
        if (Preset == DecisionRules.Free) foreach (var wrong in (Rule ?? new(null, null, null, null, null, null, null)).Read().Refusals) yield return wrong;
        if (Papers is not (null or "" or "last" or "paper")) yield return Refusal.Invalid("papers", "poll.papers");
        if (Completion is not null && CompletionNames.Of(Completion) is null) yield return Refusal.Invalid("completion", "poll.completion");
        if (ClosesAt is null) yield return Refusal.Invalid("closesAt", "closesAt.missing");
    }

    internal PollOptions Among => new(Options, Seats, Unranked, Costs, Budget, Completion, LeastVotes);
}

public sealed class SetUpPollHandler(ForumDb db, Desk desk, IdSource ids, Counters counters, PollKeys keys, Holders holders, PollHolders held, SecondRegistrars seconds, IEnumerable<IMatterRoad> roads, TimeProvider time) : IRequestHandler<SetUpPoll, Outcome<PollId>>
{
    public async Task<Outcome<PollId>> Handle(SetUpPoll request, CancellationToken stop)
    {
        var rule = DecisionRules.Of(request.Preset) ?? request.Rule!.Read().Value;
        var placeId = desk.Caller.CommunityId;
        var before = request.After is { } after ? await db.Polls.VisibleTo(desk.Caller, db).SingleOrDefaultAsync(p => p.Id == after, stop) : null;
        placeId = before?.CommunityId ?? placeId;
        if (request.After is not null && before is null) return Refusal.Invalid("after", "poll.round-others");
        if (before is { State: PollState.CalledOff, Broke: false }) return Refusal.Conflict("poll.round-called-off");
        if (before is not null && await db.Polls.AnyAsync(p => p.After == before.Id, stop)) return Refusal.Conflict("poll.round-exists");
        if ((request.Matter ?? before?.Matter) is { } matter)
        {
            if (roads.Of(matter) is not { } road || await road.PlaceAsync(matter, stop) is not { } of) return Refusal.Invalid("proposalId", "poll.no-matter");
            placeId = of;
            if (await road.BarsPollAsync(matter, false, null, stop) is { } bars) return bars;
            if (await db.Polls.AnyAsync(p => p.Matter == matter && p.State != PollState.Closed && p.State != PollState.CalledOff, stop)) return Refusal.Conflict("poll.one-at-a-time");
        }
        var place = await db.Places.SingleAsync(p => p.Id == placeId, stop);
        if (!desk.Caller.Reaches(place.CommunityId)) return Refusal.Invalid("proposalId", "poll.no-matter");
        var unit = rule.Electorate == Electorate.Members ? await UnitAsync(request, before, place.CommunityId, stop) : null;
        if (rule.Electorate == Electorate.Members && unit is null) return Refusal.Invalid("unitId", "poll.unit");
        var about = await held.StakeAsync(request.Matter ?? before?.Matter, before?.Id, stop);
        var signed = await held.SignAsync(desk.Caller, rule.Electorate, unit?.Id, place.Path, about, stop);
        if (!signed.Ok) return signed.IsRecused() ? signed.Refusals[0] : Refusal.Barred(rule.Electorate == Electorate.Owners ? "poll.owners-committee-only" : "poll.committee-only");
        var by = signed.Value;
        if (request.SecondRegistrar && (await holders.OfAsync(Right.Countersign, place.Path, stop)).Count == 0) return Refusal.Invalid("secondRegistrar", "registrar.nobody");
        if (request.SecondRegistrar && about is { } stake && await seconds.AllRecusedAsync(place.Path, stake, stop)) return Refusal.Invalid("secondRegistrar", "registrar.nobody-free");
        var number = await counters.NextAsync("poll", stop);
        return Poll.SetUp(ids.New<PollId>(), number, place, request.Question!, request.Matter ?? before?.Matter, rule, by, request.ClosesAt!.Value.ToUniversalTime(), time.GetUtcNow())
            .Then(poll => unit is null ? poll : poll.AskMembers(unit).Map(_ => poll))
            .Then(poll => request.Among.Give(poll, MethodNames.Of(request.Method)!.Value))
            .Then(poll => poll.RuleMisfit is { } misfit ? misfit : (Outcome<Poll>)poll)
            .Then(poll => OnPaper(poll, request))
            .Then(poll => before is null ? poll : poll.Follow(before).Map(_ => poll))
            .Then(poll => Hide(poll, request))
            .Then(poll => request.SecondRegistrar ? poll.AskSecondRegistrar().Map(_ => poll) : poll)
            .Map(poll =>
            {
                poll.Bound();
                return db.Polls.Add(poll).Entity.Id;
            });
    }

    // Members of a body need its name; a committee is the residents' committee unless another is named.
    private Task<Unit?> UnitAsync(SetUpPoll request, Poll? before, PlaceId community, CancellationToken stop)
    {
        var named = request.Unit ?? before?.UnitId;
        return db.Units.Where(u => u.CommunityId == community && (named == null ? request.Preset == "committee" && u.Kind == UnitKind.Committee : u.Id == named)).OrderBy(u => u.Id).FirstOrDefaultAsync(stop);
    }

    private static Outcome<Poll> OnPaper(Poll poll, SetUpPoll request) => string.IsNullOrEmpty(request.Papers) ? poll
        : poll.TakePapers(request.Papers == "paper" ? ChannelRule.Paper : ChannelRule.Last, TimeSpan.FromHours(Math.Clamp(request.EntryHours ?? 0, -1, 10_000))).Map(_ => poll);

    // A key lies in a file, which no transaction takes back: it is made once nothing refuses the poll any more.
    private Outcome<Poll> Hide(Poll poll, SetUpPoll request)
    {
        if (request.Secrecy == "open") return poll;
        if (poll.BarsSecrecy is { } bar) return bar;
        var key = keys.Make(poll.Id);
        db.PollKeys.Add(key);
        return poll.KeepSecret(VotingToken.HashOf(key.Public)).Map(_ => poll);
    }
}
