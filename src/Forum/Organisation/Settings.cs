using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Organisation;

/// <summary>How a community differs from the usual: deadlines, quorums, periods. Data, never a fork.</summary>
public sealed class Setting
{
    public required PlaceId CommunityId { get; init; }
    public required string Name { get; init; }
    public required string Value { get; set; }
}

/// <summary>Reads and keeps a community's settings; what it did not set is as usual.</summary>
public sealed class Settings(ForumDb db)
{
    public async Task<T> GetAsync<T>(PlaceId community, string name, T usual, CancellationToken stop) where T : notnull =>
        await db.Set<Setting>().AsNoTracking().Where(s => s.CommunityId == community && s.Name == name).Select(s => s.Value).SingleOrDefaultAsync(stop) is { } value
            ? JsonSerializer.Deserialize<T>(value)! : usual;

    /// <summary>The community does something otherwise from now on.</summary>
    public async Task SetAsync<T>(PlaceId community, string name, T rules, CancellationToken stop) where T : notnull
    {
        var value = JsonSerializer.Serialize(rules);
        if (await db.Set<Setting>().SingleOrDefaultAsync(s => s.CommunityId == community && s.Name == name, stop) is { } kept) kept.Value = value;
        else db.Add(new Setting { CommunityId = community, Name = name, Value = value });
        (await db.Places.SingleAsync(p => p.Id == community, stop)).ChangeRules(name, value);
    }
}

public sealed class SettingMapping : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> setting)
    {
        setting.ToTable("Settings");
        setting.HasKey(s => new { s.CommunityId, s.Name });
    }
}
