using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Forum.Ledger;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Pipeline;

/// <summary>
/// The only place that saves. Opens the transaction before the handler loads anything; in that one transaction go the
/// change, its ledger rows, its topics' versions, what waits to be told, and the answer kept for a repeated request.
/// </summary>
public sealed class Commit<TRequest, TOutcome>(
    Desk desk, ForumDb db, IForumStorage storage, TimeProvider time, OutboxBell bell,
    IEnumerable<IConsumer> consumers, IEnumerable<IReaction> reactions) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome>
{
    private static readonly bool IsCommand = typeof(TRequest).GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>));
    private static readonly bool IsOfficial = typeof(TRequest).IsDefined(typeof(OfficialAttribute));

    public async Task<TOutcome> Handle(TRequest request, CancellationToken stop, RequestHandlerDelegate<TOutcome> next)
    {
        if (!IsCommand) return await next();
        try
        {
            await using var transaction = await storage.BeginAsync(db, stop);
            var once = request is ISecret ? null : desk.OnceKey;
            if (once is { } key && await Once.AnswerAsync<TRequest, TOutcome>(db, desk.Caller, key, request, stop) is (true, var kept)) return kept;
            var outcome = await next();
            if (!outcome.Ok)
            {
                if (request is ICountsTries) await KeepTryAsync(transaction, stop);
                db.ChangeTracker.Clear();
                return outcome;
            }
            await RememberAsync(await ReactAsync(db.TakeEvents(), stop), stop);
            if (once is not null) Once.Keep(db, desk.Caller, once, request, outcome, time.GetUtcNow());
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
            bell.Ring();
            return outcome;
        }
        catch (Exception failure) when (storage.Explain(failure) is { } refused)
        {
            db.ChangeTracker.Clear();
            return TOutcome.Refused([Refusal.Conflict(refused == StorageRefusal.Closed ? "storage.closed" : "storage.already-there")]);
        }
    }

    // All that such a handler changes before it refuses is the count of wrong tries.
    private async Task KeepTryAsync(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private async Task<IReadOnlyList<IEvent>> ReactAsync(IReadOnlyList<IEvent> events, CancellationToken stop)
    {
        foreach (var happened in events)
            foreach (var reaction in reactions.Where(r => r.Wants(happened))) await reaction.ReactAsync(happened, stop);
        return [.. events, .. db.TakeEvents()];
    }

    private async Task RememberAsync(IReadOnlyList<IEvent> events, CancellationToken stop)
    {
        var acts = events.OfType<IOfficialAct>().ToList();
        // A repeated act that changes nothing leaves none.
        if (IsOfficial && acts.Count == 0 && db.ChangeTracker.HasChanges()) throw new InvalidOperationException($"{typeof(TRequest).Name} is official but left no act for the ledger.");
        foreach (var community in acts.GroupBy(a => a.CommunityId)) await WriteLedgerAsync(community.Key, community, stop);
        foreach (var topic in events.GroupBy(e => e.Topic)) await QueueAsync(topic.Key, topic, stop);
    }

    private async Task WriteLedgerAsync(PlaceId community, IEnumerable<IOfficialAct> acts, CancellationToken stop)
    {
        var last = await db.Ledger.AsNoTracking().Where(r => r.CommunityId == community).OrderByDescending(r => r.Seq).FirstOrDefaultAsync(stop);
        foreach (var act in acts)
        {
            last = LedgerRow.Next(community, last, time.GetUtcNow(), desk.Caller.Actor, act, words => Sealed(act.Topic, words));
            db.Ledger.Add(last);
        }
    }

    // The salt stands beside the words, not in the ledger: erasing it unties the chain from them without breaking it.
    private string Sealed(string topic, string words)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + words)));
        db.Set<SealSalt>().Add(new SealSalt { Digest = digest, Topic = topic, Salt = salt });
        return digest;
    }

    private async Task QueueAsync(string topic, IEnumerable<IEvent> events, CancellationToken stop)
    {
        var row = await db.Set<TopicRow>().FindAsync([topic], stop) ?? db.Set<TopicRow>().Add(new TopicRow { Topic = topic }).Entity;
        foreach (var happened in events)
        {
            var (kind, body) = EventJson.Write(happened);
            var now = time.GetUtcNow();
            db.Set<OutboxRow>().Add(new OutboxRow
            {
                CommunityId = happened.CommunityId, Topic = topic, Version = ++row.Version, Kind = kind, Body = body, Actor = desk.Caller.Actor, At = now,
                Deliveries = [.. consumers.Where(c => c.Wants(happened)).Select(c => new DeliveryRow { Consumer = c.Name, NotBefore = now })],
            });
        }
    }
}
