using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>What somebody puts forward.</summary>
public sealed record Proposed(string? Title, string? Body, string? Category, ConcernId? FromConcern);

/// <summary>Publishes what somebody puts forward, by themselves or through somebody's pen.</summary>
public sealed class ProposalMaker(ForumDb db, Desk desk, IdSource ids, Counters counters, Settings settings, TalkLimits limits, TimeProvider time)
{
    public async Task<Outcome<Proposal>> MakeAsync(Place place, Proposed words, Byline by, Heard? spokenBy, CancellationToken stop)
    {
        var from = words.FromConcern is null ? null : await db.Concerns.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db).SingleOrDefaultAsync(c => c.Id == words.FromConcern, stop);
        if (words.FromConcern is not null && from is null) return Refusal.NotFound;
        // What was said in private does not become public by a link.
        if (from?.Visibility == Domain.Reception.Visibility.Private) return Refusal.Conflict("proposal.from-private");
        if (spokenBy is not null && from is not null && await db.RecusedFromAsync(from.Id, desk.Caller, stop) is { } recused) return recused;
        if (spokenBy is null && await limits.BarsWordsAsync(place.CommunityId, words.Title, stop, "title") is { } named) return named;
        if (await limits.BarsAsync(place.CommunityId, $"{words.Title}\n\n{words.Body}", stop, spokenBy?.PersonId) is { } barred) return barred;
        var plan = await settings.GetAsync(place.CommunityId, Steps.SetProposalPlan.Setting, ProposalPlan.Usual, stop);
        var body = Markdown.Render("body", Plain.Lines(words.Body), Proposal.LongestBody);
        if (!body.Ok) return Outcome<Proposal>.Refused(body.Refusals);
        var number = await counters.NextAsync("proposal", stop);
        return Proposal.Publish(ids.New<ProposalId>(), number, place, words.Title!, body.Value, by, from is null ? null : (from.Id, from.RaisedAt), string.IsNullOrEmpty(words.Category) ? null : words.Category, plan, time.GetUtcNow(), spokenBy)
            .Map(p => db.Proposals.Add(p).Entity);
    }
}
