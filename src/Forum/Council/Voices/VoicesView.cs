using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Voices;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Voices;

/// <summary>Which groups that a proposal concerns have spoken, and which have not.</summary>
[Anyone("narrowed by the visibility of proposals; counts only, small ones not told")]
public sealed record GetVoices(ProposalId Proposal) : IQuery<VoicesView>;

/// <param name="TopicVersion">The topic's version, for joining it.</param>
public sealed record VoicesView(ProposalId ProposalId, string ProposalTitle, IReadOnlyList<VoiceRow> Groups, bool MayInvite, long TopicVersion)
{
    /// <summary>Whether the caller would ask somebody to speak but has an interest in the matter.</summary>
    public bool Recused { get; init; }
}

/// <param name="Spoke">How many of it spoke; nothing where that is one to four people, too few to tell.</param>
/// <param name="Nobody">Whether nobody has.</param>
/// <param name="InvitedAt">When it was last asked.</param>
public sealed record VoiceRow(string Key, string? Name, int? Spoke, bool Nobody, bool IsBody, DateTimeOffset? InvitedAt, bool MayInvite);

public sealed class GetVoicesHandler(ForumDb db, Desk desk, VoiceGroups groups, Offices offices, TimeProvider time) : IRequestHandler<GetVoices, Outcome<VoicesView>>
{
    public async Task<Outcome<VoicesView>> Handle(GetVoices request, CancellationToken stop)
    {
        var version = await db.VersionAsync($"proposals/{request.Proposal}", stop);
        var proposal = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == request.Proposal).VisibleTo(desk.Caller, db)
            .Join(db.Places, p => p.PlaceId, p => p.Id, (p, place) => new { p.Title, place.Path }).SingleOrDefaultAsync(stop);
        if (proposal is null) return Refusal.NotFound;
        var asked = (await db.VoiceInvitations.AsNoTracking().Where(i => i.ProposalId == request.Proposal).ToListAsync(stop)).GroupBy(i => i.Group).ToDictionary(g => g.Key, g => g.Max(i => i.At));
        var step = await db.IsTalkedOfAsync(request.Proposal, stop) ? await offices.StepAsync(desk.Caller, Right.ConveneHall, null, proposal.Path, request.Proposal, stop) : Refusal.Forbidden;
        return new VoicesView(request.Proposal, proposal.Title, [.. (await groups.ListAsync(request.Proposal, stop)).Select(Row)], step.Ok, version) { Recused = step.IsRecused() };

        VoiceRow Row(VoiceGroup g)
        {
            DateTimeOffset? at = asked.TryGetValue(g.Key, out var last) ? last : null;
            var body = PlaceGroups.IsBody(g.Key);
            return new(g.Key, g.Name, PlaceGroups.Told(g.Spoke, body), g.Spoke == 0, body, at, step.Ok && (at is null || time.GetUtcNow() >= at + VoiceInvitation.Pause));
        }
    }
}
