using System.Text.Json.Nodes;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;
using Forum.Foundation.Storage;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>Whether a poll's own row, its keys, its lot and who is present are as the portal wrote them and as the ledger knows them, from the draft on.</summary>
public sealed class PollBinding(ForumDb db, BallotSeals seals, PollKeys keys)
{
    /// <summary>What the ledger says of a poll whose key is lost.</summary>
    public const string KeyGone = "its key opens no more";

    /// <summary>What is not, and whether a key that is still needed for tokens opens no more, a line each.</summary>
    public async Task<IReadOnlyList<string>> WrongAsync(Poll poll, CancellationToken stop)
    {
        var own = await KeyAsync(poll, stop);
        var found = await ChangedAsync(poll, own, stop);
        if (LacksKey(poll, own)) found.Add(KeyGone);
        return found;
    }

    /// <summary>Whether a key that is still needed for tokens opens no more.</summary>
    public async Task<bool> LacksKeyAsync(Poll poll, CancellationToken stop) => LacksKey(poll, await KeyAsync(poll, stop));

    private bool LacksKey(Poll poll, PollKeyRow? own) => poll is { State: PollState.Draft or PollState.Open, KeyHash: not null } && own is not null && !keys.Opens(own);

    /// <summary>What is not, a line each.</summary>
    public async Task<List<string>> ChangedAsync(Poll poll, CancellationToken stop) => await ChangedAsync(poll, await KeyAsync(poll, stop), stop);

    /// <summary>The refusal of whatever would be built upon a draft that is not as the ledger knows it; nothing where it is, or where it is none any more.</summary>
    public async Task<Refusal?> DraftChangedAsync(Poll poll, CancellationToken stop) =>
        poll.State == PollState.Draft && (await ChangedAsync(poll, stop)).Count > 0 ? Refusal.Conflict("poll.draft-changed") : null;

    private Task<PollKeyRow?> KeyAsync(Poll poll, CancellationToken stop) => db.PollKeys.AsNoTracking().SingleOrDefaultAsync(k => k.PollId == poll.Id, stop);

    private async Task<List<string>> ChangedAsync(Poll poll, PollKeyRow? own, CancellationToken stop)
    {
        List<string> found = [];
        if (!seals.Holds(poll, await db.Polls.Where(p => p.Id == poll.Id).Select(p => EF.Property<byte[]?>(p, BallotSeals.Column)).SingleAsync(stop))) found.Add("what stands in its row was changed");
        if (poll.State == PollState.Closed != poll.Closed is not null) found.Add("a result stands in its row that is none");
        var acts = await ActsAsync(poll, stop);
        bool Told(string act) => acts.Exists(a => a.Act == act);
        var known = Told("poll.closed") ? PollState.Closed : Told("poll.called-off") ? PollState.CalledOff : Told("poll.opened") ? PollState.Open : PollState.Draft;
        if (poll.State != known) found.Add($"the ledger knows it as {known}");
        string? LastKey(string act) => acts.LastOrDefault(a => a.Act == act).Facts?["key"]?.ToString();
        if (poll.KeyHash != LastKey("poll.key-made") || poll.SecondKeyHash != LastKey("poll.second-key-made")) found.Add("the ledger knows another key");
        if (poll.KeyHash is { } first && (own is null || VotingToken.HashOf(own.Public) != first)) found.Add("its key was changed or is gone");
        var second = await db.SecondKeys.AsNoTracking().SingleOrDefaultAsync(k => k.PollId == poll.Id, stop);
        if (poll.SecondKeyHash is { } other && (second is null || VotingToken.HashOf(second.Public) != other)) found.Add("the second registrar's key was changed or is gone");
        if (second is { DestroyedAt: not null } != Told("poll.second-key-destroyed")) found.Add("the ledger does not know whether the second registrar's key is gone");
        if (poll.LotHash is { } lot && (poll.State == PollState.Closed ? poll.LotSeed is null || Lot.HashOf(poll.LotSeed) != lot : Lot.HashOf(seals.LotSeedOf(poll.Id)) != lot)) found.Add("the seed of its lot was changed");
        var present = await db.Attendees.AsNoTracking().Where(a => a.PollId == poll.Id).Select(a => new { Row = a, Seal = EF.Property<byte[]?>(a, BallotSeals.Column) }).ToListAsync(stop);
        var recorded = acts.LastOrDefault(a => a.Act is AttendanceRecorded.Came or AttendanceRecorded.Left).Facts?["present"]?.ToString();
        if (!present.TrueForAll(a => seals.Holds(a.Row, a.Seal)) || (recorded is null ? present.Count > 0 : recorded != seals.PresentOf(poll.Id, present.Select(a => a.Row)))) found.Add("who is present was changed");
        if (poll.State == PollState.Draft && acts.LastOrDefault(a => a.Act == PollBound.Name).Facts?["frozen"]?.ToString() != poll.FrozenHash()) found.Add("the ledger knows it with another content");
        return found;
    }

    private async Task<List<(string Act, JsonObject Facts)>> ActsAsync(Poll poll, CancellationToken stop)
    {
        string[] wanted = ["poll.opened", "poll.closed", "poll.called-off", "poll.key-made", "poll.second-key-made", "poll.second-key-destroyed", AttendanceRecorded.Came, AttendanceRecorded.Left, PollBound.Name];
        return [.. (await db.Ledger.AsNoTracking().Where(r => r.CommunityId == poll.CommunityId && r.Subject == poll.Topic && wanted.Contains(r.Act)).OrderBy(r => r.Seq).Select(r => new { r.Act, r.Facts }).ToListAsync(stop)).Select(r => (r.Act, JsonNode.Parse(r.Facts)!.AsObject()))];
    }
}
