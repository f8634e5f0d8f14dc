using System.Security.Cryptography;
using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Foundation.Pipeline;

/// <summary>The answer to a request that carried a key, kept so that its repetition does nothing and hears the same.</summary>
public sealed class OnceRow
{
    public required string Actor { get; init; }
    public required string Key { get; init; }
    public required string Request { get; init; }
    public required string Answer { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Repeats are known by caller and key. The same key on another request is refused.</summary>
public static class Once
{
    public const int LongestKey = 100;

    /// <summary>The answer kept under the key, if the request was made before.</summary>
    public static async Task<(bool Known, TOutcome Answer)> AnswerAsync<TRequest, TOutcome>(ForumDb db, Caller caller, string key, TRequest request, CancellationToken stop)
        where TOutcome : IOutcome<TOutcome>
    {
        var kept = await db.Set<OnceRow>().FindAsync([caller.Actor, key], stop);
        if (kept is null) return (false, default!);
        if (kept.Request != Print(request)) return (true, TOutcome.Refused([Refusal.Conflict("once.other-request")]));
        return (true, TOutcome.Done(type => JsonSerializer.Deserialize(kept.Answer, type, EventJson.Options)));
    }

    /// <summary>Whether anything was done under the key.</summary>
    public static Task<bool> IsKnownAsync(ForumDb db, Caller caller, string key, CancellationToken stop) => db.Set<OnceRow>().AnyAsync(o => o.Actor == caller.Actor && o.Key == key, stop);

    public static void Keep<TRequest, TOutcome>(ForumDb db, Caller caller, string key, TRequest request, TOutcome outcome, DateTimeOffset now)
        where TOutcome : IOutcome<TOutcome> =>
        db.Set<OnceRow>().Add(new OnceRow
        {
            Actor = caller.Actor, Key = key, Request = Print(request), Answer = JsonSerializer.Serialize(outcome.Boxed, EventJson.Options), At = now,
        });

    private static string Print<TRequest>(TRequest request) =>
        typeof(TRequest).Name + ":" + Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, EventJson.Options)));
}

public sealed class OnceMapping : IEntityTypeConfiguration<OnceRow>
{
    public void Configure(EntityTypeBuilder<OnceRow> row)
    {
        row.ToTable("Once");
        row.HasKey(r => new { r.Actor, r.Key });
    }
}
