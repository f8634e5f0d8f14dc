using Forum.Council;
using Forum.Council.Moderation;
using Forum.Decisions;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Evaluations;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Forum.Evaluations;

/// <summary>What people add to evaluations, as words that can be reported: read once the survey is published, by whoever sees the page of what was evaluated.</summary>
public static class Remarks
{
    /// <summary>Where a remark is, if the caller reads it; one that is not published is there for nobody.</summary>
    public static async Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, RemarkId id, CancellationToken stop)
    {
        var survey = await db.Evaluations.Where(e => e.RemarkId == id).Join(db.Surveys, e => e.Topic, s => s.Topic, (e, s) => s).AsNoTracking().SingleOrDefaultAsync(stop);
        if (survey is null) return null;
        var answers = await db.Evaluations.CountAsync(e => e.Topic == survey.Topic, stop);
        // Time alone publishes it, so the portal's clock is asked wherever it is looked for.
        return survey.IsPublished(answers, db.GetService<TimeProvider>().GetUtcNow()) ? await SurveyPlaceAsync(db, caller, survey.Topic, stop) : null;
    }

    /// <summary>Where what a survey is about is, if the caller sees it.</summary>
    public static async Task<PlaceOf?> SurveyPlaceAsync(ForumDb db, Caller caller, string topic, CancellationToken stop) =>
        Matter.Concern(topic) is { } concern ? await ConcernVisibility.PlaceAsync(db, caller, concern, stop)
        : Decision(topic) is { } decision ? await DecisionVisibility.PlaceAsync(db, caller, decision, stop) : null;

    /// <summary>The words with the place of what was evaluated, and in what an interest counts: in the concern, or as in the decision.</summary>
    public static async Task<(IModerated, PlaceId, AtStake?)> RemarkAsync(this ForumDb db, RemarkId id, CancellationToken stop)
    {
        var said = await db.Evaluations.AsTracking().SingleAsync(e => e.RemarkId == id, stop);
        if (Matter.Concern(said.Topic) is { } concern) return (said, await db.Concerns.IgnoreAutoIncludes().Where(c => c.Id == concern).Select(c => c.PlaceId).SingleAsync(stop), concern);
        var decision = Decision(said.Topic)!.Value;
        var about = await db.Decisions.AsNoTracking().Where(d => d.Id == decision).Select(d => new { d.PollId, d.Matter }).SingleAsync(stop);
        return (said, said.CommunityId, await db.InDecisionAsync(about.PollId, about.Matter, stop));
    }

    /// <summary>What remarks are called: after what was evaluated, without a number of their own.</summary>
    public static async Task<IEnumerable<TextName>> NamesAsync(ForumDb db, List<RemarkId> ids, CancellationToken stop)
    {
        var topics = await db.TopicsAsync(ids, stop);
        var (concerns, decisions) = (topics.Values.Select(Matter.Concern).OfType<ConcernId>().ToList(), topics.Values.Select(Decision).OfType<DecisionId>().ToList());
        var named = (await db.Concerns.AsNoTracking().IgnoreAutoIncludes().Where(c => concerns.Contains(c.Id)).Join(db.Places, c => c.PlaceId, p => p.Id, (c, p) => new { c.Id, Title = c.Hidden == null ? c.Title : null, c.Number, p.Name }).ToListAsync(stop)).ToDictionary(c => $"concerns/{c.Id}", c => (c.Title, c.Number, c.Name));
        foreach (var d in await db.Decisions.AsNoTracking().Where(d => decisions.Contains(d.Id)).Join(db.Places, d => d.CommunityId, p => p.Id, (d, p) => new { d.Id, d.Title, d.Number, p.Name }).ToListAsync(stop))
            named[$"decisions/{d.Id}"] = (d.Title, d.Number, d.Name);
        return topics.Select(t => (Id: t.Key.Value, Topic: t.Value, Of: named[t.Value])).Select(t => new TextName(TextKind.Remark, t.Id, null, t.Of.Title, t.Of.Number, t.Topic, t.Of.Name));
    }

    /// <summary>Of remarks the topics of what was evaluated.</summary>
    public static async Task<Dictionary<RemarkId, string>> TopicsAsync(this ForumDb db, List<RemarkId> ids, CancellationToken stop) =>
        ids.Count == 0 ? [] : (await db.Evaluations.AsNoTracking().Where(e => e.RemarkId != null && ids.Contains(e.RemarkId.Value)).Select(e => new { e.RemarkId, e.Topic }).ToListAsync(stop)).ToDictionary(e => e.RemarkId!.Value, e => e.Topic);

    private static DecisionId? Decision(string topic) => topic.Split('/') is ["decisions", var id] && Guid.TryParse(id, out var value) ? new DecisionId(value) : null;
}
