using System.Text.Json;
using Forum.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;
using Forum.Foundation.Matters;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Voting.Budgets;
using Forum.Voting.Papers;
using Forum.Voting.Record;
using Forum.Voting.Tokens;
using Forum.Voting.Registrar;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>A poll as the caller may see it: no counts before it closed, nobody's ballot but one's own.</summary>
/// <param name="Line">Which of the caller's lines is looked at; where none is named, the first that has not voted.</param>
[Anyone("narrowed by the visibility of polls")]
public sealed record GetPoll(PollId Id, VoterId? Line = null) : IQuery<PollView>;

/// <summary>The line of the caller's on the roll that is looked at, and its ballot.</summary>
/// <param name="Line">The line, as calls about it take it.</param>
/// <param name="Issued">Whether its token was given out, of a secret poll; whether and how it was used nobody can tell.</param>
/// <param name="Channel">How the ballot came, or the token or paper was given out.</param>
/// <param name="ByOther">Whether somebody else of the home or body cast its one ballot, and alone can change it, or took its token.</param>
/// <param name="Said">Among options, what was said of them: the options in ranks, or with their points.</param>
public sealed record OwnLine(VoterId Line, string Label, long Area, Choice? Choice, IReadOnlyList<IReadOnlyList<string>>? Said, string? Receipt, DateTimeOffset? CastAt, bool Issued, Channel? Channel, bool ByOther);

/// <summary>One of the caller's own lines.</summary>
/// <param name="Voted">Whether it has a ballot, or in a secret poll its token or paper.</param>
/// <param name="Token">Whether the caller took its token, which this device may still have to cast.</param>
public sealed record LineRow(VoterId Line, string Label, bool Voted, bool Token);

public sealed record PollActions(bool Open, bool Close, bool Vote, bool Serve, bool Countersign)
{
    /// <summary>Whether they may call it off: before it opens, and an open one that was found changed.</summary>
    public bool CallOff { get; init; }

    /// <summary>Whether they may ask it anew in place of one that was called off while it was open.</summary>
    public bool AskAnew { get; init; }

    /// <summary>Whether the caller would hold, serve or sign for the poll but has an interest in its matter.</summary>
    public bool Recused { get; init; }

    /// <summary>Whether they sign for it no more, because of an interest, but may have the second registrar's key: to pass on, and to delete.</summary>
    public bool PassKey { get; init; }
}

/// <param name="Voted">How many voted; unknown of a secret poll that has not closed, and after the closing how many ballots counted.</param>
/// <param name="Taken">In a secret poll, the lines that a token or paper was given out to.</param>
/// <param name="Lines">All lines that the caller answers for.</param>
public sealed record PollView(
    PollId Id, string Number, string Question, string? Matter, string Place, DecisionRule Rule, Byline SetUpBy, PollState State, DateTimeOffset? OpenedAt, DateTimeOffset ClosesAt,
    string? RollHash, Measure Roll, int? Voted, int? Taken, OwnLine? Own, IReadOnlyList<LineRow> Lines, PollActions May, PollOutcome? Outcome, long Version,
    VotingMethod Method, IReadOnlyList<string> Options, int Seats, string? LotHash, Secrecy Secrecy, string? KeyHash, PollId? After, PollId? Next, ChannelRule? Papers, DateTimeOffset EntryEndsAt, bool SecondRegistrar, string? SecondKeyHash, Unranked Unranked, PollBudget? Spending, DateTimeOffset? ClosedAt, string? CalledOffFor)
    : BudgetShown(Spending)
{
    /// <summary>Why it was called off, in words.</summary>
    public string? WhyOff(TextBook texts) => CalledOffFor == Poll.MatterEnded ? texts["poll.matter-ended"] : CalledOffFor;

    /// <summary>Whether the portal found the open poll changed past it; told to those who hold it and those who watch over it.</summary>
    public bool Changed { get; init; }

    /// <summary>Whether everybody of the second registrar has an interest in the matter, so that nobody may sign; told to those who hold the poll.</summary>
    public bool Unsignable { get; init; }

    /// <summary>The newest version of its proposal, told to whoever may open it: that is what they read.</summary>
    public int? MatterVersion { get; init; }

    /// <summary>Whether voting is over and papers are still entered.</summary>
    public bool Entering { get; init; }

    /// <summary>
    /// Why a poll did not close whose time is over, told to those who hold it: the code of what the portal knows
    /// (<c>record.changed</c>, <c>seals.no-key</c>), or <c>unknown</c>, where its log tells more.
    /// </summary>
    public string? Stuck { get; init; }

    /// <summary>The poll's page at a step of the line that is looked at, such as <c>change</c>.</summary>
    public string PageAt(string? step = null)
    {
        string[] query = [.. Lines.Count > 1 && Own is { } own ? [$"line={own.Line}"] : Array.Empty<string>(), .. step is null ? [] : new[] { $"{step}=true" }];
        return $"/polls/{Id}{(query.Length > 0 ? "?" : "")}{string.Join('&', query)}";
    }

    /// <summary>What an option costs, in fen; nothing where it costs none.</summary>
    public long? CostOf(string option) => Spending is not null && Options.ToList().IndexOf(option) is >= 0 and var at ? Spending.Costs[at] : null;
}

public sealed class GetPollHandler(ForumDb db, Desk desk, PollHolders holders, PollLooks looks, BallotSeals seals, BallotBox box, SecondRegistrars seconds, IEnumerable<IMatterRoad> roads, TimeProvider time) : IRequestHandler<GetPoll, Outcome<PollView>>
{
    public async Task<Outcome<PollView>> Handle(GetPoll request, CancellationToken stop)
    {
        var caller = desk.Caller;
        var version = await db.VersionAsync($"polls/{request.Id}", stop);
        var poll = await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(caller, db).SingleOrDefaultAsync(stop);
        if (poll is null) return Refusal.NotFound;
        var place = await db.Places.AsNoTracking().SingleAsync(p => p.Id == poll.PlaceId, stop);
        var lines = await db.LinesOfAsync(poll.Id, caller, stop);
        List<VoterId> voters = [.. lines.All.Select(l => l.VoterId)];
        var ballots = voters.Count == 0 || poll.Secrecy == Secrecy.Secret ? [] : await db.Ballots.AsNoTracking().Where(b => b.PollId == poll.Id && voters.Contains(b.VoterId)).ToDictionaryAsync(b => b.VoterId, stop);
        var taken = voters.Count == 0 || poll.Secrecy != Secrecy.Secret ? [] : await db.SpentLines.AsNoTracking().Where(t => t.PollId == poll.Id && voters.Contains(t.VoterId)).ToDictionaryAsync(t => t.VoterId, t => new { t.Channel, t.AccountId }, stop);
        bool Voted(RollLine l) => ballots.ContainsKey(l.VoterId) || taken.ContainsKey(l.VoterId);
        var line = lines.Shown(request.Line, Voted);
        var ballot = line is null ? null : ballots.GetValueOrDefault(line.VoterId);
        var spent = line is null ? null : taken.GetValueOrDefault(line.VoterId);
        var (held, serves) = (await holders.SignAsync(caller, poll, place.Path, stop), PaperDesk.MayServe(caller, place.Path));
        var (holds, signs) = (held.Ok, poll.SecondRegistrar && caller.May(Right.Countersign, place.Path));
        var barred = (serves || signs) && await seconds.RecusedAsync(caller, poll.Id, stop) is not null;
        // Of a home's or a body's one ballot the others know that it was cast, not what it says.
        var casterActs = await db.CasterActsAsync(poll, ballot, time.GetUtcNow(), stop);
        var others = ballot is not null && !poll.MayReplace(ballot, caller.AccountId, casterActs);
        var stands = caller.AccountId is { } me && poll.BarsReplacing(ballot, me, casterActs) is not null;
        if (others) ballot = null;
        var seen = ballot is not null && poll.MaySee(ballot, caller.AccountId, casterActs) ? ballot : null;
        others |= spent is { Channel: Channel.Online } && spent.AccountId != caller.AccountId && poll.Rule.Electorate.IsStoodFor();
        var open = poll.State == PollState.Open && time.GetUtcNow() < poll.ClosesAt;
        var changed = poll.State == PollState.Open && looks.IsChanged(poll.Id);
        var now = time.GetUtcNow();
        var unsignable = holds && await seconds.StuckAsync(poll, now, stop);
        var over = poll.State == PollState.Open && !open;
        var ends = over && now < poll.EntryEndsAt + PollsToClose.Grace && !await db.BallotPapers.AnyAsync(b => b.PollId == poll.Id, stop) ? poll.ClosesAt : poll.EntryEndsAt;
        var stuck = !holds || !over || now < ends + PollsToClose.Grace ? null : StuckBy(poll, changed);
        var next = await db.NextRoundAsync(poll, stop);
        return new PollView(
            poll.Id, poll.Number, poll.Question, poll.Matter, place.Name, poll.Rule, poll.SetUpBy, poll.State, poll.OpenedAt, poll.ClosesAt, poll.RollHash,
            new(poll.RollPersons, poll.RollArea), PollTold.VotedOf(poll.Closed?.Channels, poll.Secrecy, poll.Voted), PollTold.TakenOf(poll.Secrecy, poll.Voted), line is null ? null : new(line.VoterId, line.Label, line.Area, seen?.Choice, SaidOf(poll, seen?.Options), seen?.Receipt, ballot?.CastAt, spent is not null, ballot?.Channel ?? spent?.Channel, others), [.. lines.All.Select(l => new LineRow(l.VoterId, l.Label, Voted(l), taken.GetValueOrDefault(l.VoterId) is { Channel: Channel.Online } t && t.AccountId == caller.AccountId))],
            new(holds && poll.State == PollState.Draft && poll.LeavesTime(now), holds && poll.State == PollState.Open && (!open || (poll.Voted == poll.RollPersons && poll.Secrecy == Secrecy.Open)), open && line is not null && !others && !stands && (spent is null || spent.Channel == Channel.Online), poll.State == PollState.Open && poll.Papers is not null && serves && !barred, signs && !barred) { Recused = barred || held.IsRecused(), PassKey = signs && barred && poll.SecondKeyHash is not null, CallOff = holds && (poll.State == PollState.Draft || changed || unsignable || stuck == BallotBox.Shut), AskAnew = holds && poll.Broke && next is null }, poll.Closed?.Outcome, version,
            poll.Method, poll.Options, poll.Seats, poll.LotHash, poll.Secrecy, poll.KeyHash, poll.After, next, poll.Papers, poll.EntryEndsAt, poll.SecondRegistrar, poll.SecondKeyHash, poll.Unranked, poll.Budget, poll.Closed?.At, poll.CalledOffFor)
        {
            Unsignable = unsignable, Changed = changed && (holds || PollWatch.Watches(caller, place.Path)), Entering = over && now < ends, Stuck = stuck,
            MatterVersion = holds && poll.State == PollState.Draft && roads.Of(poll.Matter) is { } road ? await road.VersionAsync(poll.Matter!, stop) : null,
        };
    }

    private string StuckBy(Poll poll, bool changed) =>
        changed ? "record.changed" : !seals.HasKey ? "seals.no-key" : poll.Secrecy == Secrecy.Secret && box.LastKey(poll.Id) is null ? BallotBox.Shut : "unknown";

    private static IReadOnlyList<IReadOnlyList<string>>? SaidOf(Poll poll, string? kept)
    {
        if (kept is null) return null;
        if (!poll.Method.GivesPoints()) return [.. Answer.RanksOf(kept, 1).Ranks.Select(r => (IReadOnlyList<string>)[.. r.Select(o => poll.Options[o])])];
        return [.. Answer.PointsOf(kept, 1).Points.OrderByDescending(p => p.Value).Select(p => (IReadOnlyList<string>)[poll.Options[p.Key], p.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)])];
    }
}

/// <summary>The frozen result of a closed poll; before that there is none for anybody.</summary>
[Anyone("narrowed by the visibility of polls")]
public sealed record GetResult(PollId Id) : IQuery<ResultView>;

/// <param name="After">The earlier round.</param>
/// <param name="Next">The new round.</param>
public sealed record ResultView(PollId Id, string Number, string Question, string? Matter, PollOutcome Outcome, IReadOnlyDictionary<string, Measure> Counts, Measure Roll, Measure Turnout, DecisionRule Rule, string RollHash, string TallyHash, DateTimeOffset ClosedAt,
    VotingMethod Method, IReadOnlyList<string> Options, CountResult? Count, string? LotHash, string? LotSeed, ChannelTotals Channels, IReadOnlyList<GridRow> Grids, PollId? After, PollId? Next, PollBudget? Spending = null)
    : BudgetShown(Spending)
{
    public Tally Tally => new(Roll, Counts.GetValueOrDefault("yes"), Counts.GetValueOrDefault("no"), Counts["abstain"]);

    /// <summary>Winners among options whom fewer chose than the rule asks for.</summary>
    public IReadOnlyList<string> TooFew => Outcome == PollOutcome.Failed && Count is not null ? new OptionsTally(Roll, Turnout, Counts["abstain"], Count).TooFew(Rule) : [];

    /// <summary>By Meek's rules, what each round's votes asked for; other methods have one quota, or none.</summary>
    public IReadOnlyList<string>? Quotas => Count is { Rounds: { } rounds, Seats: { } seats } && Method == VotingMethod.MeekStv ? [.. rounds.Select(r => MeekStv.QuotaOf(r, seats))] : null;
}

/// <summary>A grid, or several together; only where at least five took part.</summary>
/// <param name="Voted">How many voted; unknown of a secret poll.</param>
/// <param name="Taken">In a secret poll, the lines that a token or paper was given out to.</param>
public sealed record GridRow(string? Grid, int? Voted, int? Taken, int Roll);

public sealed class GetResultHandler(ForumDb db, Desk desk) : IRequestHandler<GetResult, Outcome<ResultView>>
{
    public async Task<Outcome<ResultView>> Handle(GetResult request, CancellationToken stop)
    {
        var poll = await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(desk.Caller, db).SingleOrDefaultAsync(stop);
        if (poll is null) return Refusal.NotFound;
        if (poll.State == PollState.CalledOff) return Refusal.Conflict("poll.called-off");
        if (poll is not { State: PollState.Closed, Closed: { } closed }) return Refusal.Conflict("poll.no-result-yet", new Fact("at", poll.EntryEndsAt));
        var (grids, next) = (await GridsAsync(poll.Id, poll.Secrecy == Secrecy.Secret, stop), await db.NextRoundAsync(poll, stop));
        var json = JsonDocument.Parse(closed.Tally).RootElement;
        Measure Read(string name) => new(json.GetProperty(name).GetProperty("persons").GetInt64(), json.GetProperty(name).GetProperty("area").GetInt64());
        if (poll.Options.Count > 0)
            return new ResultView(poll.Id, poll.Number, poll.Question, poll.Matter, closed.Outcome, new Dictionary<string, Measure> { ["abstain"] = Read("abstain") }, Read("roll"), Read("cast"), poll.Rule, poll.RollHash!, closed.TallyHash, closed.At,
                poll.Method, poll.Options, OptionsTally.CountOf(closed.Tally), poll.LotHash, poll.LotSeed, closed.Channels, grids, poll.After, next, poll.Budget);
        var (yes, no, abstain) = (Read("yes"), Read("no"), Read("abstain"));
        return new ResultView(poll.Id, poll.Number, poll.Question, poll.Matter, closed.Outcome, new Dictionary<string, Measure> { ["yes"] = yes, ["no"] = no, ["abstain"] = abstain },
            Read("roll"), yes + no + abstain, poll.Rule, poll.RollHash!, closed.TallyHash, closed.At, poll.Method, [], null, null, null, closed.Channels, grids, poll.After, next);
    }

    private async Task<IReadOnlyList<GridRow>> GridsAsync(PollId poll, bool secret, CancellationToken stop)
    {
        var lines = db.RollLines.Where(l => l.PollId == poll);
        var roll = await lines.GroupBy(l => l.GridId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop);
        var voted = await lines.Where(l => db.Ballots.Any(b => b.PollId == poll && b.VoterId == l.VoterId) || db.SpentLines.Any(t => t.PollId == poll && t.VoterId == l.VoterId))
            .GroupBy(l => l.GridId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop);
        var shown = GridTurnout.Shown(roll.Select(r => new GridTurnout(r.Key, voted.Where(v => v.Key == r.Key).Sum(v => v.Count), r.Count)));
        var ids = shown.Select(g => g.Grid).ToList();
        var names = await db.Places.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
        return [.. shown.Select(g => new GridRow(g.Grid is { } grid ? names[grid] : null, secret ? null : g.Voted, secret ? g.Voted : null, g.Roll))];
    }
}

/// <summary>The polls of the caller's community, newest first.</summary>
/// <param name="Before">The cursor: only numbers below.</param>
/// <param name="Matter">Only those of one matter.</param>
[Anyone("narrowed by the visibility of polls")]
public sealed record ListPolls(string? Before = null, string? Matter = null) : IQuery<Listing<PollRow>>, IAlike;

/// <param name="Voted">As in <see cref="PollView"/>; <paramref name="Taken"/> too.</param>
/// <param name="Winners">Who won a poll among options.</param>
public sealed record PollRow(PollId Id, string Number, string Question, string? Matter, PollState State, DateTimeOffset ClosesAt, int? Voted, int? Taken, int Roll, PollOutcome? Outcome, IReadOnlyList<string> Winners);

public sealed class ListPollsHandler(ForumDb db, Desk desk) : IRequestHandler<ListPolls, Outcome<Listing<PollRow>>>
{
    private const int Take = 30;

    public async Task<Outcome<Listing<PollRow>>> Handle(ListPolls request, CancellationToken stop)
    {
        var polls = db.Polls.AsNoTracking().VisibleTo(desk.Caller, db);
        if (request.Matter is { } matter) polls = polls.Where(p => p.Matter == matter);
        if (request.Before is { Length: > 0 and < 20 } before) polls = polls.Where(p => string.Compare(p.Number, before) < 0);
        // A tally with all its rounds is long: only that is read which names winners.
        var rows = await polls.OrderByDescending(p => p.Number).Take(Take + 1).Select(p => new
        {
            p.Id, p.Number, p.Question, p.Matter, p.State, p.ClosesAt, p.Secrecy, p.Voted, p.RollPersons, Outcome = (PollOutcome?)p.Closed!.Outcome, p.Closed.Channels,
            Won = p.Method != VotingMethod.YesNoAbstain && p.Closed.Outcome == PollOutcome.Passed ? p.Closed.Tally : null,
        }).ToListAsync(stop);
        return new Listing<PollRow>([.. rows.Take(Take).Select(p => new PollRow(p.Id, p.Number, p.Question, p.Matter, p.State, p.ClosesAt, PollTold.VotedOf(p.Channels, p.Secrecy, p.Voted), PollTold.TakenOf(p.Secrecy, p.Voted), p.RollPersons, p.Outcome, p.Won is null ? [] : OptionsTally.CountOf(p.Won)!.Winners))],
            rows.Count > Take ? rows[Take - 1].Number : null);
    }
}

/// <summary>What is told of a poll besides its ballots: how many took part, and the round that asks it anew.</summary>
internal static class PollTold
{
    public static int? VotedOf(ChannelTotals? closed, Secrecy secrecy, int voted) => closed?.Cast ?? (secrecy == Secrecy.Secret ? null : voted);

    public static int? TakenOf(Secrecy secrecy, int voted) => secrecy == Secrecy.Secret ? voted : null;

    // One that was called off before it opened names no earlier round, and none follows it.
    public static async Task<PollId?> NextRoundAsync(this ForumDb db, Poll poll, CancellationToken stop) => poll.Closed is null && !poll.Broke ? null
        : await db.Polls.AsNoTracking().Where(p => p.After == poll.Id).Select(p => (PollId?)p.Id).SingleOrDefaultAsync(stop);
}
