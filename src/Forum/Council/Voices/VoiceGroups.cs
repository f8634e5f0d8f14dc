using Forum.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Voices;

/// <summary>A group that a proposal concerns, and how many of it spoke.</summary>
/// <param name="Key">Such as <c>owners</c>, <c>tenants</c>, <c>grid/{id}</c>, <c>unit/{id}</c>.</param>
/// <param name="Name">The name of a grid or body.</param>
public sealed record VoiceGroup(string Key, string? Name, int Spoke);

/// <summary>
/// Who is concerned by a proposal, and who of them has spoken: by their own account, or by somebody who wrote their words
/// down. Whoever spoke counts once in each group that they belong to.
/// </summary>
public sealed class VoiceGroups(ForumDb db, PlaceGroups groups)
{
    /// <summary>Every group, those of which nobody spoke too.</summary>
    public async Task<IReadOnlyList<VoiceGroup>> ListAsync(ProposalId proposal, CancellationToken stop)
    {
        var (place, speakers) = (await PlaceAsync(proposal, stop), await SpeakersAsync(proposal, stop));
        return [.. (await groups.CountAsync(place, await groups.ListAsync(place, stop), speakers, stop)).Select(g => new VoiceGroup(g.Key, g.Name, g.Spoke))];
    }

    /// <summary>The accounts of a group that have not spoken yet.</summary>
    public async Task<IReadOnlyCollection<AccountId>> SilentAsync(ProposalId proposal, string key, CancellationToken stop) =>
        await groups.AccountsAsync(await PlaceAsync(proposal, stop), key, await SpeakersAsync(proposal, stop), stop);

    private Task<Concerned> PlaceAsync(ProposalId id, CancellationToken stop) =>
        db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id).Join(db.Places, p => p.PlaceId, p => p.Id, (p, place) => new Concerned(p.CommunityId, place.Path)).SingleAsync(stop);

    private Task<Speakers> SpeakersAsync(ProposalId id, CancellationToken stop) =>
        groups.SpeakersAsync(db.Comments.AsNoTracking().Shown().Where(c => c.ProposalId == id).Select(c => new Signed { AccountId = c.By.AccountId, UnitId = c.By.UnitId, Person = c.From == null ? (PersonId?)null : c.From.PersonId }), stop);
}
