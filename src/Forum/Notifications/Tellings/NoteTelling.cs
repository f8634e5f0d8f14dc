using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Notifications.Tellings;

/// <summary>Somebody told a neighbour what the list says, and how. A line that is not on the caller's list is not there; one that asks for an answer goes with that.</summary>
[Requires(Right.TellPeople), NotOfficial("telling of an act is no act")]
public sealed record NoteTelling(VoterId Whom, string? About, TellingWay? Way) : ICommand<Done>;

public sealed class NoteTellingHandler(ForumDb db, Desk desk, TellList list, TimeProvider time) : IRequestHandler<NoteTelling, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(NoteTelling request, CancellationToken stop)
    {
        if (await db.Tellings.AnyAsync(t => t.Whom == request.Whom && t.About == request.About && t.By == desk.Caller.AccountId, stop)) return Refusal.Conflict("tell.told");
        if ((await list.OfAsync(desk.Caller, stop)).FirstOrDefault(l => l.Whom == request.Whom && l.About == request.About) is not { } line) return Refusal.NotFound;
        if (line.Href is not null) return Refusal.Conflict("tell.write-down");
        return Telling.Make(desk.Caller.CommunityId, request.Whom, request.About!, desk.Caller.AccountId!.Value, request.Way, time.GetUtcNow()).Map(t => { db.Add(t); return default(Done); });
    }
}

public sealed class TellingMapping : IEntityTypeConfiguration<Telling>
{
    public void Configure(EntityTypeBuilder<Telling> telling)
    {
        telling.ToTable("Tellings");
        // Told once, whoever told it.
        telling.HasKey(t => new { t.Whom, t.About });
        telling.HasIndex(t => t.At);
        telling.Property(t => t.About).HasMaxLength(60);
    }
}
