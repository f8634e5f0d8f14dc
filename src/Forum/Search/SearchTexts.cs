using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Offers;
using Forum.Domain.Reception;
using Forum.Domain.Voting;
using Forum.Foundation.Markup;

namespace Forum.Search;

/// <summary>What of each kind is found, and nothing that its page does not show: first words with what was answered, the newest version, a comment that is not hidden.</summary>
public static class SearchTexts
{
    /// <summary>Nothing of a concern that is hidden.</summary>
    public static SearchText? Of(Concern c) => !c.IsShown ? null
        : new(SearchKind.Concern, c.Id.Value, c.CommunityId, c.PlaceId, c.Number, c.Status.ToString(), c.RaisedAt, c.Title, Join([c.Body, .. c.Steps.OrderBy(s => s.Order).Select(s => s.Text)]));

    /// <summary>Nothing of a proposal that is hidden.</summary>
    public static SearchText? Of(Proposal p) => !p.IsShown ? null
        : new(SearchKind.Proposal, p.Id.Value, p.CommunityId, p.PlaceId, p.Number, p.Ending?.Kind.ToString() ?? p.Station.ToString(), p.PublishedAt, p.Title, PlainText.Of(p.Versions.MaxBy(v => v.Number)!.Body.Html).Trim());

    /// <summary>Nothing of a comment whose words nobody reads.</summary>
    public static SearchText? Of(Comment c, PlaceId place) => !c.IsShown ? null
        : new(SearchKind.Comment, c.Id.Value, c.CommunityId, place, null, null, c.At, "", PlainText.Of(c.Body.Html).Trim(), c.ProposalId);

    public static SearchText Of(Poll p) =>
        new(SearchKind.Poll, p.Id.Value, p.CommunityId, p.PlaceId, p.Number, p.State.ToString(), p.OpenedAt ?? p.ClosesAt, p.Question, Join(p.Options));

    public static SearchText Of(NoticePeriod n, PlaceId place) =>
        new(SearchKind.Notice, n.PollId.Value, n.CommunityId, place, null, (n.Decided ? MatterStation.Decided : MatterStation.OnNotice).ToString(), n.From, n.Title,
            Join(n.Objections.OrderBy(o => o.Order).SelectMany(o => new[] { o.Hidden is null ? o.Body : null, o.Answer?.Body })));

    public static SearchText Of(Decision d, PlaceId place, Execution? carriedOut) =>
        new(SearchKind.Decision, d.Id.Value, d.CommunityId, place, d.Number, (carriedOut?.CompletedAt is null ? MatterStation.Decided : MatterStation.CarriedOut).ToString(), d.PublishedAt, d.Title, d.Body);

    public static SearchText Of(ServiceOffer o) =>
        new(SearchKind.Offer, o.Id.Value, o.CommunityId, o.PlaceId, null, null, o.From, o.Title, o.Body);

    /// <summary>What is asked, in both languages, and what came of it.</summary>
    public static SearchText Of(Call c) =>
        new(SearchKind.Call, c.Id.Value, c.CommunityId, c.PlaceId, c.Number, null, c.OpenedAt, c.Title,
            Join([PlainText.Of(c.Body.Html).Trim(), c.English?.Title, c.English is { } english ? PlainText.Of(english.Body.Html).Trim() : null, c.Conclusion?.Summary]));

    /// <summary>Nothing of a contribution that was taken back or hidden.</summary>
    public static SearchText? Of(Contribution c, PlaceId place) => !c.IsShown ? null
        : new(SearchKind.Contribution, c.Id.Value, c.CommunityId, place, null, null, c.At, "", Join([PlainText.Of(c.Body.Html).Trim(), c.Settlements.MaxBy(s => s.Order)?.Reason]), null, (c.CallId, c.Number));

    private static string Join(IEnumerable<string?> parts) => string.Join('\n', parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}
