using Forum.Council.Authors;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Steps;
using Forum.Council.Spoken;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Reception;
using Forum.Voting;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>One proposal as this caller may see it, with what they may do.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetProposal(ProposalId Id) : IQuery<ProposalView>;

/// <param name="From">Whose words they are, where <paramref name="By"/> only wrote them down.</param>
public sealed record VersionView(int Number, string Body, string Html, Byline By, DateTimeOffset At, SpokenBy? From);

public sealed record StopView(MatterStation Station, DateTimeOffset At, DateTimeOffset? Until);

/// <param name="Endorsed">How many endorse it.</param>
/// <param name="Mine">Whether the caller does.</param>
/// <param name="TopicVersion">The topic's version, for joining it.</param>
public sealed record ProposalView(
    ProposalId Id, string Number, string Title, PlaceId PlaceId, string Place, Byline Author, ConcernId? FromConcernId, string? FromConcern, DateTimeOffset PublishedAt,
    MatterStation Stage, IReadOnlyList<StopView> Stops, int Threshold, int Endorsed, bool Mine, int Comments, IReadOnlyDictionary<Stance, int> Stances,
    IReadOnlyList<VersionView> Versions, ProposalActions May, HallView Hall, long TopicVersion)
{
    public IReadOnlyList<Byline> CoAuthors { get; init; } = [];

    /// <summary>Whose proposal it is, where <see cref="Author"/> only wrote it down.</summary>
    public SpokenBy? From { get; init; }

    /// <summary>Whether the caller spoke it, where somebody else wrote it down.</summary>
    public bool Spoke { get; init; }
    public int Version => Versions[0].Number;

    /// <summary>Whether people may still speak of it.</summary>
    public bool IsTalkedOf => Hall.Ending is null && Stage <= MatterStation.Voted;
    public bool IsOpen => Hall.Ending is null && Stage < MatterStation.Voted;
}

/// <param name="Moderate">Whether the caller keeps order in the discussion, while it goes on.</param>
public sealed record ProposalActions(bool Endorse, bool Withdraw, bool Comment, bool Revise, bool Convene, bool Moderate)
{
    /// <summary>Whether the caller may hide it.</summary>
    public bool Hide { get; init; }

    public bool WriteDown { get; init; }

    /// <summary>Whether the caller is asked to write along, and has not answered.</summary>
    public bool WriteAlong { get; init; }

    /// <summary>Whether the caller would convene the poll but has an interest in the matter.</summary>
    public bool Recused { get; init; }

    /// <summary>The poll that is set up and not opened yet, for whoever may convene it.</summary>
    public PollId? DraftPoll { get; init; }
}

public sealed class GetProposalHandler(ForumDb db, Desk desk, KeptAnswers kept, Offices offices, Pens pens, TimeProvider time) : IRequestHandler<GetProposal, Outcome<ProposalView>>
{
    /// <summary>What everybody sees of it alike, beside itself.</summary>
    private sealed record Shared(
        Proposal Proposal, IReadOnlyList<VersionView> Versions, IReadOnlyList<StopView> Stops, string Place, string Path, long TopicVersion, string? Concern, string? Into, IReadOnlyList<Byline> CoAuthors, IReadOnlyList<AccountId> Asked, int For, int Against, int Neither);

    public async Task<Outcome<ProposalView>> Handle(GetProposal request, CancellationToken stop)
    {
        var caller = desk.Caller;
        if (await kept.OfAsync<Outcome<Shared>>(request, caller, () => ReadAsync(request.Id, caller, stop), $"proposals/{request.Id}") is not { Ok: true, Value: var it }) return Refusal.NotFound;
        var p = it.Proposal;
        var mine = caller.AccountId is { } me && await db.EndorsesAsync(p.Id, me, caller.PersonId, stop);
        HashSet<AccountId> writers = [p.Author.AccountId, .. it.CoAuthors.Select(c => c.AccountId), .. await db.SpeakerOfAsync(p.From, stop)];
        var writes = caller.AccountId is { } account && writers.Contains(account);
        var (leads, pen) = (p.IsLedBy(caller.AccountId, caller.PersonId), p.IsPen(caller.AccountId, caller.PersonId));
        var barred = pen && await pens.BarsAsync(true, p.Id, it.Path, stop) is not null;
        // Asked where the answer makes a difference.
        var waits = p.AwaitsAdmission ? Right.ConveneHall : p.AwaitsAppeal ? Right.HearAppeal : (Right?)null;
        var step = waits is { } asked ? await offices.StepAsync(caller, asked, null, it.Path, p.Id, stop, writers) : Refusal.Forbidden;
        List<Outcome<Byline>> convenes = [];
        foreach (var office in p.IsOpen ? new[] { Right.HoldPoll, Right.HoldOwnersPoll } : []) convenes.Add(await offices.StepAsync(caller, office, null, it.Path, p.Id, stop));
        var draft = convenes.Exists(c => c.Ok) ? await db.DraftPollAsync($"proposals/{p.Id}", caller, stop) : null;
        var takes = caller.May(Right.TakePart, it.Path);
        var (moderates, serves) = (!writes && caller.May(Right.Moderate, it.Path), p.IsTalkedOf && Spoken.SpokenDesk.MayServe(caller, it.Path));
        var recused = (moderates || serves) && await db.RecusedFromAsync(p.Id, caller, stop) is not null;
        return new ProposalView(
            p.Id, p.Number, p.Title, p.PlaceId, it.Place, p.Author, p.FromConcernId, it.Concern, p.PublishedAt, p.Station, it.Stops, p.Threshold, p.Endorsed, mine, p.Comments, Stances.Of(it.For, it.Against, it.Neither), it.Versions,
            new(takes && p.IsOpen && !mine, mine && p.IsOpen, takes && p.IsTalkedOf, p.IsChanging && writes && !barred,
                convenes.Exists(c => c.Ok), moderates && !recused && p.IsTalkedOf) { Hide = moderates && !recused, WriteDown = serves && !recused, Recused = convenes.Exists(c => c.IsRecused()), DraftPoll = draft, WriteAlong = p.IsOpen && caller.AccountId is { } invited && it.Asked.Contains(invited) },
            Hall.Show(p, it.Into, caller, leads && !barred, p.From is not null && !leads && serves && !recused, step, time.GetUtcNow()), it.TopicVersion) { CoAuthors = it.CoAuthors, From = SpokenBy.From(p.From), Spoke = p.IsSpokenBy(caller.PersonId) };
    }

    private async Task<Outcome<Shared>> ReadAsync(ProposalId id, Caller caller, CancellationToken stop)
    {
        var version = await db.VersionAsync($"proposals/{id}", stop);
        // Steps and stops are few and short enough to be read across each other; the texts are not.
        var p = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(x => x.Id == id).VisibleTo(caller, db).Include(x => x.Steps).Include(x => x.Stops).AsSingleQuery().SingleOrDefaultAsync(stop);
        if (p is null) return Refusal.NotFound;
        var versions = await db.Set<ProposalVersion>().AsNoTracking().Where(v => EF.Property<ProposalId>(v, "ProposalId") == p.Id).OrderByDescending(v => v.Number).ToListAsync(stop);
        var other = p.Ending?.Into;
        // What stands elsewhere, in one look.
        var place = await db.Places.AsNoTracking().Where(x => x.Id == p.PlaceId).Select(x => new
        {
            x.Name, x.Path,
            Concern = p.FromConcernId == null ? null : db.Concerns.IgnoreAutoIncludes().Shown().Where(c => c.Id == p.FromConcernId).Select(c => c.Title).FirstOrDefault(),
            Into = other == null ? null : db.Proposals.IgnoreAutoIncludes().Shown().Where(x => x.Id == other).Select(x => x.Title).FirstOrDefault(),
            Written = db.CoAuthors.Any(c => EF.Property<ProposalId?>(c, "ProposalId") == p.Id),
            For = db.Talks.Where(t => t.ProposalId == p.Id).Select(t => t.For).FirstOrDefault(),
            Against = db.Talks.Where(t => t.ProposalId == p.Id).Select(t => t.Against).FirstOrDefault(),
            Neither = db.Talks.Where(t => t.ProposalId == p.Id).Select(t => t.Neither).FirstOrDefault(),
        }).SingleAsync(stop);
        var along = place.Written ? await db.CoAuthorLinesAsync(p.Id, stop) : [];
        return new Shared(
            p, [.. versions.Select(v => new VersionView(v.Number, v.Body.Source, v.Body.Html, v.By, v.At, SpokenBy.From(p.SpokenThrough(v.By))))], [.. p.Stops.OrderBy(s => s.Station).Select(s => new StopView(s.Station, s.At, s.Until))],
            place.Name, place.Path, version, place.Concern, place.Into, [.. along.Signed()], [.. along.Where(c => !c.Writes).Select(c => c.AccountId)], place.For, place.Against, place.Neither);
    }
}

/// <summary>The proposals that this caller may see, newest number first.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record ListProposals(string? Before = null, int Take = 20, ConcernId? FromConcern = null) : IQuery<Listing<ProposalRow>>, IAlike
{
    public string Topic => "proposals";
    public int Weight => Before is null && Take == 20 ? 1 : 20;
}

public sealed record ProposalRow(ProposalId Id, string Number, string Title, string Author, MatterStation Stage, DateTimeOffset Since, DateTimeOffset? Until, int Endorsed, int Threshold, int Comments, ProposalStep Step, EndingKind? Ended)
{
    /// <summary>Whose proposal it is, where <see cref="Author"/> only wrote it down.</summary>
    public SpokenBy? From { get; init; }

    /// <summary>Whether it was withdrawn for its author, by the pen or by office.</summary>
    public bool WithdrawnFor { get; init; }

    /// <summary>Whether it was not admitted and ends there, unless an appeal holds: one may be made until <see cref="Until"/>, or waits for an answer where that is empty.</summary>
    public bool Refused { get; init; }
}

public sealed class ListProposalsHandler(ForumDb db, Desk desk) : IRequestHandler<ListProposals, Outcome<Listing<ProposalRow>>>
{
    public async Task<Outcome<Listing<ProposalRow>>> Handle(ListProposals request, CancellationToken stop)
    {
        var take = Math.Clamp(request.Take, 1, 100);
        var proposals = db.Proposals.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db);
        if (request.FromConcern is { } concern) proposals = proposals.Where(p => p.FromConcernId == concern);
        if (request.Before is { Length: > 0 and < 20 } before) proposals = proposals.Where(p => string.Compare(p.Number, before) < 0);
        var rows = await proposals.OrderByDescending(p => p.Number).Take(take + 1)
            .Select(p => new { p.Id, p.Number, p.Title, p.Author.Name, p.From, p.Station, Since = p.Stops.Where(s => s.Station == p.Station).Select(s => s.At).FirstOrDefault(), Until = p.Stops.Where(s => s.Station == p.Station).Select(s => s.Until).FirstOrDefault(), StepSince = p.Steps.Where(s => s.Step == p.Step).Select(s => s.At).FirstOrDefault(), StepUntil = p.Steps.Where(s => s.Step == p.Step).Select(s => s.Until).FirstOrDefault(), p.Endorsed, p.Threshold, p.Comments, p.Step, p.DueAt, RefusedAt = p.Refused == null || p.Step != ProposalStep.Admission || p.Station != MatterStation.Discussed || p.Ending != null ? (DateTimeOffset?)null : p.Refused.At, Ended = p.Ending == null ? (EndingKind?)null : p.Ending.Kind, For = p.Ending != null && p.Ending.As != null })
            .ToListAsync(stop);
        return new Listing<ProposalRow>(
            [.. rows.Take(take).Select(r => new ProposalRow(r.Id, r.Number, r.Title, r.Name, r.Station, r.RefusedAt ?? (r.Station == MatterStation.Discussed ? r.StepSince : r.Since), r.RefusedAt is not null ? r.DueAt : r.Station == MatterStation.Discussed ? r.StepUntil : r.Until, r.Endorsed, r.Threshold, r.Comments, r.Step, r.Ended) { From = SpokenBy.From(r.From), WithdrawnFor = r.For, Refused = r.RefusedAt is not null })],
            rows.Count > take ? rows[take - 1].Number : null);
    }
}
