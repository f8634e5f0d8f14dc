using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Voices;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Voices
{
    /// <summary>A facilitator asks a group to speak; once a week at most.</summary>
    [SignedIn("the right to convene the hall, or standing in, which the handler asks for"), Official]
    public sealed record InviteGroup(ProposalId Proposal, string? Group) : ICommand<Done>, IAt
    {
        public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);
    }

    public sealed class InviteGroupHandler(ForumDb db, Desk desk, VoiceGroups groups, Offices offices, TimeProvider time) : IRequestHandler<InviteGroup, Outcome<Done>>
    {
        public async Task<Outcome<Done>> Handle(InviteGroup request, CancellationToken stop)
        {
            var proposal = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().SingleAsync(p => p.Id == request.Proposal, stop);
            var signed = await offices.StepAsync(desk.Caller, Right.ConveneHall, null, await db.PathAsync(proposal.PlaceId, stop), request.Proposal, stop);
            if (!signed.Ok) return Outcome<Done>.Refused(signed.Refusals);
            if (!proposal.IsTalkedOf) return Refusal.Conflict("talk.over");
            if ((await groups.ListAsync(request.Proposal, stop)).All(g => g.Key != request.Group)) return Refusal.Invalid("group", "voices.no-group");
            var last = (await db.VoiceInvitations.AsNoTracking().Where(i => i.ProposalId == request.Proposal && i.Group == request.Group).ToListAsync(stop)).MaxBy(i => i.At)?.At;
            return VoiceInvitation.Send(proposal.CommunityId, proposal.Id, request.Group!, last, signed.Value, time.GetUtcNow()).Map(made => { db.VoiceInvitations.Add(made); return default(Done); });
        }
    }

    /// <summary>Those of a group who have not spoken are told that their view is asked for.</summary>
    public sealed class VoiceNews(ForumDb db, VoiceGroups groups) : INewsmaker
    {
        public async Task<News?> OfAsync(IEvent happened, CancellationToken stop)
        {
            if (happened is not GroupInvited invited || await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == invited.Proposal).Select(p => p.Title).SingleOrDefaultAsync(stop) is not { } title) return null;
            return new("news.voice-invited", new Dictionary<string, string> { ["title"] = title }, $"/proposals/{invited.Proposal}#talk", await groups.SilentAsync(invited.Proposal, invited.Group, stop));
        }
    }

    public sealed class VoiceMapping : IEntityTypeConfiguration<VoiceInvitation>
    {
        public void Configure(EntityTypeBuilder<VoiceInvitation> invitation)
        {
            invitation.ToTable("VoiceInvitations");
            invitation.HasKey(i => new { i.ProposalId, i.Group, i.At });
            invitation.Property(i => i.Group).HasMaxLength(60);
            invitation.ComplexProperty(i => i.By);
        }
    }
}

namespace Forum.Foundation.Storage
{
    /// <summary>Which groups were asked to speak.</summary>
    public partial class ForumDb
    {
        public DbSet<VoiceInvitation> VoiceInvitations => Set<VoiceInvitation>();
    }
}
