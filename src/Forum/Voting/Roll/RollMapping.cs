using System.Text.Json;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Roll;

public sealed class RollMapping : IEntityTypeConfiguration<RollLine>, IEntityTypeConfiguration<RollCorrection>, IEntityTypeConfiguration<Attendee>
{
    public void Configure(EntityTypeBuilder<RollLine> line)
    {
        // A voter's line is looked up by its key alone, and a roll of a hundred thousand is written once instead of twice.
        line.ToTable("RollLines").HasAnnotation(WithoutRowId.Annotation, true);
        line.HasKey(l => new { l.PollId, l.VoterId });
    }

    public void Configure(EntityTypeBuilder<RollCorrection> correction)
    {
        correction.ToTable("RollCorrections");
        correction.HasKey(c => c.Id);
        // One of a line waits at a time.
        correction.HasIndex(c => new { c.PollId, c.OpenFor }).IsUnique();
        correction.Ignore(c => c.Line);
        correction.Property<byte[]?>(Record.BallotSeals.Column);
        correction.ComplexProperty(c => c.ProposedBy);
        correction.OwnsOne(c => c.Settling, s => s.Property(x => x.By).HasConversion(by => JsonSerializer.Serialize(by, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<Byline>(json, JsonSerializerOptions.Web)!));
    }

    public void Configure(EntityTypeBuilder<Attendee> attendee)
    {
        attendee.ToTable("Attendees");
        attendee.HasKey(a => new { a.PollId, a.VoterId });
        attendee.Property<byte[]?>(Record.BallotSeals.Column);
    }
}
