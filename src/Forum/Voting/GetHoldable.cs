using Forum.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>Whose polls the caller may set up, about a proposal, after another poll, or about neither.</summary>
[SignedIn("the electorates whose polls are the caller's to hold")]
public sealed record GetHoldable(ProposalId? Proposal = null, PollId? After = null) : IQuery<Holdable>;

/// <param name="Recused">Whether the caller would hold some but has an interest in the matter.</param>
public sealed record Holdable(IReadOnlyList<Electorate> Electorates, bool Recused);

public sealed class GetHoldableHandler(ForumDb db, Desk desk, PollHolders holders) : IRequestHandler<GetHoldable, Outcome<Holdable>>
{
    public async Task<Outcome<Holdable>> Handle(GetHoldable request, CancellationToken stop)
    {
        var (caller, all) = (desk.Caller, Enum.GetValues<Electorate>());
        var before = request.After is { } after ? await db.Polls.AsNoTracking().VisibleTo(caller, db).SingleOrDefaultAsync(p => p.Id == after, stop) : null;
        var matter = request.Proposal is { } proposal ? $"proposals/{proposal}" : before?.Matter;
        if (await holders.StakeAsync(matter, before?.Id, stop) is not { } about) return new Holdable([.. all.Where(e => PollVisibility.MayHoldSome(caller, e))], false);
        var asked = about.Proposal;
        var place = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == asked).Select(p => (PlaceId?)p.PlaceId).SingleOrDefaultAsync(stop) ?? before?.PlaceId;
        if (place is null) return Refusal.NotFound;
        var path = await db.PathAsync(place.Value, stop);
        List<Electorate> may = [];
        var recused = false;
        foreach (var electorate in all)
        {
            // A body whose members vote is named only with the poll itself.
            var signed = await holders.SignAsync(caller, electorate, electorate == Electorate.Members ? before?.UnitId ?? caller.Units.Select(u => (UnitId?)u).FirstOrDefault() : null, path, about, stop);
            if (signed.Ok) may.Add(electorate); else recused |= signed.IsRecused();
        }
        return new Holdable(may, recused);
    }
}
