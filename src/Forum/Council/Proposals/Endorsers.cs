using System.Globalization;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>Who endorses a proposal, by themselves or through somebody's pen, the first to do so first.</summary>
/// <param name="Cursor">How many come before.</param>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetEndorsers(ProposalId Id, string? Cursor = null, int Take = 50) : IQuery<EndorserList>;

/// <param name="Title">Of the proposal.</param>
/// <param name="Count">All of them.</param>
public sealed record EndorserList(IReadOnlyList<EndorserRow> Items, string? Next, string Title, int Count);

/// <param name="By">Who endorses it, or whose pen wrote it down.</param>
/// <param name="From">Who said so, where another wrote it down.</param>
/// <param name="Version">The version that it was given to.</param>
/// <param name="Person">Whose endorsement the caller may take back, since it was written down by mistake.</param>
public sealed record EndorserRow(Byline By, SpokenBy? From, int Version, DateTimeOffset At, PersonId? Person);

public sealed class GetEndorsersHandler(ForumDb db, Desk desk, SpokenDesk pens) : IRequestHandler<GetEndorsers, Outcome<EndorserList>>
{
    private const int Most = 200;

    public async Task<Outcome<EndorserList>> Handle(GetEndorsers request, CancellationToken stop)
    {
        var id = request.Id;
        if (await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id).VisibleTo(desk.Caller, db).SingleOrDefaultAsync(stop) is not { } proposal) return Refusal.NotFound;
        var from = int.TryParse(request.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var take = Math.Clamp(request.Take, 1, Most);
        var keys = await db.Endorsements.Where(e => e.ProposalId == id).Select(e => new { e.At, Who = (Guid)(object)e.AccountId })
            .Concat(db.SpokenEndorsements.Where(e => e.ProposalId == id).Select(e => new { e.At, Who = (Guid)(object)e.PersonId }))
            .OrderBy(k => k.At).ThenBy(k => k.Who).Skip(from).Take(take + 1).ToListAsync(stop);
        List<AccountId> accounts = [.. keys.Select(k => new AccountId(k.Who))];
        List<PersonId> people = [.. keys.Select(k => new PersonId(k.Who))];
        var own = await db.Endorsements.AsNoTracking().Where(e => e.ProposalId == id && accounts.Contains(e.AccountId)).ToDictionaryAsync(e => e.AccountId.Value, stop);
        var spoken = await db.SpokenEndorsements.AsNoTracking().Where(e => e.ProposalId == id && people.Contains(e.PersonId)).ToDictionaryAsync(e => e.PersonId.Value, stop);
        var path = proposal.IsOpen && spoken.Count > 0 ? await db.PathAsync(proposal.PlaceId, stop) : null;
        HashSet<PersonId> mistakes = path is not null && SpokenDesk.MayServe(desk.Caller, path) && await db.RecusedFromAsync(id, desk.Caller, stop) is null ? await pens.MistakesAsync(path, spoken.Values, stop) : [];
        // One that was taken back between the questions is in neither.
        EndorserRow? Row(Guid who) => own.TryGetValue(who, out var e) ? new(e.By, null, e.Version, e.At, null)
            : spoken.TryGetValue(who, out var s) ? new(s.By, new(s.Name, s.Of), s.Version, s.At, mistakes.Contains(s.PersonId) ? s.PersonId : null) : null;
        return new EndorserList([.. keys.Take(take).Select(k => Row(k.Who)).OfType<EndorserRow>()], keys.Count > take ? (from + take).ToString(CultureInfo.InvariantCulture) : null, proposal.Title, proposal.Endorsed);
    }
}
