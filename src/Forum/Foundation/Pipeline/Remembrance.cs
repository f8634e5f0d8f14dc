using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Forum.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Pipeline;

/// <summary>Something that happened and who did it.</summary>
public readonly record struct Happening(IEvent Event, string Actor);

/// <summary>Writes what happened into ledger, topics and outbox, in the transaction that it happened in.</summary>
public sealed class Remembrance(ForumDb db, TimeProvider time, IEnumerable<IConsumer> consumers, IEnumerable<IReaction> reactions, OutboxBell bell, IEnumerable<IAtOnce> atOnce)
{
    private readonly List<Versioned> _written = [];

    /// <summary>What the handler just did, with what follows from it in the same transaction.</summary>
    public async Task<IReadOnlyList<Happening>> TakeAsync(string actor, CancellationToken stop)
    {
        var events = db.TakeEvents();
        foreach (var happened in events)
            foreach (var reaction in reactions.Where(r => r.Wants(happened))) await reaction.ReactAsync(happened, stop);
        return [.. events.Concat(db.TakeEvents()).Select(e => new Happening(e, actor))];
    }

    public async Task WriteAsync(IReadOnlyList<Happening> happenings, CancellationToken stop)
    {
        _written.Clear();
        foreach (var community in happenings.Where(h => h.Event is IOfficialAct).GroupBy(h => h.Event.CommunityId)) await WriteLedgerAsync(community.Key, community, stop);
        foreach (var topic in happenings.GroupBy(h => h.Event.Topic)) await QueueAsync(topic.Key, [.. topic], stop);
    }

    /// <summary>Tells what was written, once it is committed and before the next commit, so that nothing overtakes.</summary>
    public void Tell()
    {
        foreach (var one in atOnce) one.Tell(_written);
        bell.Ring();
    }

    private async Task WriteLedgerAsync(PlaceId community, IEnumerable<Happening> acts, CancellationToken stop)
    {
        var last = await db.Ledger.AsNoTracking().Where(r => r.CommunityId == community).OrderByDescending(r => r.Seq).FirstOrDefaultAsync(stop);
        foreach (var (act, actor) in acts)
        {
            last = LedgerRow.Next(community, last, time.GetUtcNow(), actor, (IOfficialAct)act, words => Sealed(act.Topic, words));
            db.Ledger.Add(last);
        }
    }

    // The salt stands beside the words, not in the ledger: erasing it unties the chain from them without breaking it.
    private string Sealed(string topic, string words)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var digest = SealSalt.DigestOf(salt, words);
        db.Set<SealSalt>().Add(new SealSalt { Digest = digest, Topic = topic, Salt = salt });
        return digest;
    }

    private async Task QueueAsync(string topic, IReadOnlyList<Happening> all, CancellationToken stop)
    {
        var row = await db.Set<TopicRow>().FindAsync([topic], stop) ?? db.Set<TopicRow>().Add(new TopicRow { Topic = topic }).Entity;
        // Of many alike that come at once, pages need to hear only once.
        var told = all.Where((h, i) => h.Event is not ITellOnce || !all.Skip(i + 1).Any(later => later.Event.GetType() == h.Event.GetType()));
        foreach (var (happened, actor) in told)
        {
            var (kind, body) = EventJson.Write(happened);
            var now = time.GetUtcNow();
            _written.Add(new(happened, row.Version + 1));
            db.Set<OutboxRow>().Add(new OutboxRow
            {
                CommunityId = happened.CommunityId, Topic = topic, Version = ++row.Version, Kind = kind, Body = body, Actor = actor, At = now,
                Deliveries = [.. consumers.Where(c => c.Wants(happened)).Select(c => new DeliveryRow { Consumer = c.Name, NotBefore = now })],
            });
        }
    }
}
