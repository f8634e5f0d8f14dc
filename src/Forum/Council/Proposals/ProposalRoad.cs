using Forum.Council.Spoken;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Kit;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>The nine stations of a proposal, for pages; and the way on for the features above.</summary>
public sealed class ProposalRoad(ForumDb db, TimeProvider time) : IMatterRoad, ITookPart
{
    public string Noun => "proposals";

    public async Task ReachAsync(string matter, MatterStation station, DateTimeOffset now, DateTimeOffset? until, CancellationToken stop)
    {
        if (Id(matter) is { } id && await db.Proposals.SingleOrDefaultAsync(p => p.Id == id, stop) is { } proposal) proposal.Reach(station, now, until);
    }

    public async Task<PlaceId?> PlaceAsync(string matter, CancellationToken stop) =>
        Id(matter) is { } id ? await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => (PlaceId?)p.PlaceId).SingleOrDefaultAsync(stop) : null;

    public async Task<Refusal?> BarsPollAsync(string matter, bool opening, int? read, CancellationToken stop) =>
        Id(matter) is { } id && await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop) is { } proposal ? proposal.BarsPoll(opening, time.GetUtcNow()) ?? proposal.BarsReading(read, "poll.newer-text") : null;

    public async Task<int?> VersionAsync(string matter, CancellationToken stop) =>
        Id(matter) is { } id ? await db.Set<ProposalVersion>().Where(v => EF.Property<ProposalId>(v, "ProposalId") == id).MaxAsync(v => (int?)v.Number, stop) : null;

    public async Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop)
    {
        if (Id(topic) is not { } id) return [];
        HashSet<AccountId> all = [.. await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Author.AccountId).ToListAsync(stop)];
        all.UnionWith(await db.Endorsements.Where(e => e.ProposalId == id).Select(e => e.AccountId).ToListAsync(stop));
        all.UnionWith(await db.Comments.Where(c => c.ProposalId == id && c.From == null).Select(c => c.By.AccountId).Distinct().ToListAsync(stop));
        all.UnionWith((await db.AccountsOfAsync(await db.SpeakersAsync(id, stop), stop)).Values);
        return all;
    }

    public async Task<IReadOnlyCollection<PersonId>> SpokeAsync(string topic, CancellationToken stop) =>
        Id(topic) is { } id ? await db.WithoutAccountAsync(await db.SpeakersAsync(id, stop), stop) : [];

    /// <summary>All nine, those reached with when, the present one with until when, unless the proposal ended there or that is over.</summary>
    public static IReadOnlyList<Station> Stations(IReadOnlyList<(MatterStation Station, DateTimeOffset At, DateTimeOffset? Until)> stops, MatterStation now, bool ended, DateTimeOffset at) =>
        [.. Enum.GetValues<MatterStation>().Select(s => Of(s, stops.Where(x => x.Station == s).Select(x => ((DateTimeOffset, DateTimeOffset?)?)(x.At, s == now && !ended && x.Until > at ? x.Until : null)).FirstOrDefault()))];

    private static Station Of(MatterStation station, (DateTimeOffset At, DateTimeOffset? Until)? stop) => new($"MatterStation.{station}", stop?.Until ?? stop?.At, stop?.Until is not null);

    public static readonly IReadOnlyList<Station> Bare = [.. Enum.GetValues<MatterStation>().Select(s => new Station($"MatterStation.{s}"))];

    public static int At(MatterStation station) => (int)station - 1;

    private static ProposalId? Id(string topic) => topic.StartsWith("proposals/", StringComparison.Ordinal) && Guid.TryParse(topic["proposals/".Length..], out var id) ? new ProposalId(id) : null;
}
