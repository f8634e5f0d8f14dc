using Forum.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Voting.Papers;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Roll;

/// <summary>A poll's roll: the totals and its corrections for everybody, one's own lines, and for those who serve the poll whose line is corrected.</summary>
[Anyone("narrowed by the visibility of polls")]
public sealed record GetRoll(PollId Id) : IQuery<RollView>;

/// <param name="Roll">Lines and area as they stand.</param>
/// <param name="RollHash">SHA-256 of the roll as it stands; nothing before the opening.</param>
/// <param name="OpeningHash">SHA-256 of the roll as it was at the opening.</param>
/// <param name="Lines">The caller's lines.</param>
/// <param name="Present">Those recorded as present, while a poll of those present is set up; for who serves it.</param>
/// <param name="MayCorrect">Whether the caller may propose and confirm corrections now.</param>
public sealed record RollView(string Number, string Question, Electorate Electorate, PollState State, bool CountsArea, Measure Roll, string? RollHash, string? OpeningHash, IReadOnlyList<RollOwn> Lines, IReadOnlyList<CorrectionRow> Corrections, IReadOnlyList<AttendeeRow>? Present, bool MayCorrect)
{
    /// <summary>Whether the caller would serve the poll but has an interest in its matter.</summary>
    public bool Recused { get; init; }
}

public sealed record RollOwn(VoterId Line, string Label, long Area);

public sealed record AttendeeRow(VoterId Voter, string Label, string Name);

/// <param name="Label">Whose; shown to the voter and those who serve the poll, as is the reason.</param>
/// <param name="Own">Whether the caller proposed it, and so cannot confirm it.</param>
public sealed record CorrectionRow(RollCorrectionId Id, CorrectionKind Kind, string? Label, string? Reason, long? Area, Byline ProposedBy, DateTimeOffset ProposedAt, Byline? SettledBy, DateTimeOffset? SettledAt, bool? Confirmed, bool Own);

public sealed class GetRollHandler(ForumDb db, Desk desk, Offices offices, TimeProvider time) : IRequestHandler<GetRoll, Outcome<RollView>>
{
    public async Task<Outcome<RollView>> Handle(GetRoll request, CancellationToken stop)
    {
        var caller = desk.Caller;
        var poll = await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(caller, db).SingleOrDefaultAsync(stop);
        if (poll is null) return Refusal.NotFound;
        var path = await db.PathAsync(poll.PlaceId, stop);
        var (serves, mine) = (PaperDesk.MayServe(caller, path), caller.VoterIds);
        var recused = serves && await offices.BarsAsync(poll.Id, caller, stop) is not null;
        serves = serves && !recused;
        var lines = await db.LinesOfAsync(poll.Id, caller, stop);
        var corrections = await db.RollCorrections.AsNoTracking().Where(c => c.PollId == poll.Id).OrderBy(c => c.ProposedAt).ToListAsync(stop);
        return new RollView(
            poll.Number, poll.Question, poll.Rule.Electorate, poll.State, poll.Rule.CountsArea, new(poll.RollPersons, poll.RollArea), poll.CorrectedRollHash ?? poll.RollHash, poll.RollHash,
            [.. lines.All.Select(l => new RollOwn(l.VoterId, l.Label, l.Area))],
            [.. corrections.Where(c => c.Settling is not null || serves).Select(c => Row(c, serves || mine.Contains(c.VoterId), caller.AccountId))],
            serves && poll.State == PollState.Draft && poll.Rule.Electorate == Electorate.Present ? await PresentAsync(poll.Id, stop) : null,
            serves && poll.State == PollState.Open && time.GetUtcNow() < poll.ClosesAt) { Recused = recused };
    }

    private async Task<IReadOnlyList<AttendeeRow>> PresentAsync(PollId poll, CancellationToken stop)
    {
        var there = await db.Attendees.AsNoTracking().Where(a => a.PollId == poll).OrderBy(a => a.Label).ToListAsync(stop);
        var names = await db.VoterNamesAsync(there.Select(a => a.VoterId), stop);
        return [.. there.Select(a => new AttendeeRow(a.VoterId, a.Label, PaperDesk.Masked(names.GetValueOrDefault(a.VoterId, ""))))];
    }

    private static CorrectionRow Row(RollCorrection c, bool whole, AccountId? me) => new(
        c.Id, c.Kind, whole ? c.Label : null, whole ? c.Reason : null, whole && c.Area > 0 ? c.Area : null, c.ProposedBy, c.ProposedAt, c.Settling?.By, c.Settling?.At, c.Settling?.Confirmed, c.ProposedBy.AccountId == me);
}
