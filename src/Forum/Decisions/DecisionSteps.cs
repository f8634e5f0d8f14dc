using Forum.Council.Moderation;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Organisation;

namespace Forum.Decisions;

/// <summary>
/// How somebody signs what is done about a decision before and after it: answering objections, publishing it, planning who
/// carries it out until when, saying that it is carried out. By the office, or standing in; never with an interest in its matter.
/// </summary>
public sealed class DecisionSteps(ForumDb db, Offices offices)
{
    private readonly Dictionary<PlaceId, string> _paths = [];

    /// <summary>A step of a notice period.</summary>
    public Task<Outcome<Byline>> SignAsync(Caller caller, Right office, NoticePeriod period, CancellationToken stop) => SignAsync(caller, office, period.CommunityId, period.PollId, period.Matter, stop);

    /// <summary>A step of a decision, on a poll or on a matter that it names, if any.</summary>
    public async Task<Outcome<Byline>> SignAsync(Caller caller, Right office, PlaceId community, PollId? poll, string? matter, CancellationToken stop)
    {
        if (!_paths.TryGetValue(community, out var path)) path = _paths[community] = await db.PathAsync(community, stop);
        return Offices.MayStep(caller, office, null, path) ? await offices.StepAsync(caller, office, null, path, await db.InDecisionAsync(poll, matter, stop), stop) : Refusal.Forbidden;
    }
}
