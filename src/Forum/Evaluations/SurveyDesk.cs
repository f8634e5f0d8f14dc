using Forum.Council.Moderation;
using Forum.Domain.Evaluations;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Evaluations;

/// <summary>What people think of something finished, as the caller may see it.</summary>
/// <param name="Until">Until when it can be answered.</param>
/// <param name="Open">Whether it still can.</param>
/// <param name="Answers">How many answered; nothing where fewer than five did.</param>
/// <param name="Scores">How many gave 1, 2, 3, 4 and 5; nothing while it is open, or two looks around one answer would tell it, and nothing where fewer than five answered.</param>
/// <param name="Remarks">What they added, hidden or not, in an order that tells nothing; as above.</param>
/// <param name="Own">The caller's own score.</param>
/// <param name="May">Whether the caller may answer now.</param>
public sealed record EvaluationView(DateTimeOffset Until, bool Open, int? Answers, IReadOnlyList<int>? Scores, IReadOnlyList<RemarkView>? Remarks, int? Own, bool May)
{
    /// <summary>Whether the caller would be asked but decided it or carried it out.</summary>
    public bool Did { get; init; }
}

/// <summary>What somebody added. Neither who nor when.</summary>
/// <param name="Id">By which it is reported.</param>
/// <param name="Body">The words; nothing where they are hidden.</param>
/// <param name="Rule">Which rule hid it; nothing where it is shown.</param>
/// <param name="HiddenBecause">Why it is hidden.</param>
public sealed record RemarkView(RemarkId Id, string? Body, HouseRule? Rule, string? HiddenBecause)
{
    /// <summary>Whether the caller, as a moderator, may look at it without a report.</summary>
    public bool MayModerate { get; init; }
}

/// <summary>An answer as a program sends it.</summary>
public sealed record EvaluationBody(int? Score, string? Remark);

/// <summary>Reads and takes the answers of a survey. Who sees it, and whom it asks, is said by the feature that it is about.</summary>
public sealed class SurveyDesk(ForumDb db, Desk desk, TalkLimits limits, Moment moment, IdSource ids)
{
    /// <summary>The survey about a topic; nothing where none has begun.</summary>
    /// <param name="everybody">Whether the caller is of those whom it asks, where it names none.</param>
    /// <param name="did">Whether the caller decided it or carried it out.</param>
    public async Task<EvaluationView?> ViewAsync(string topic, bool everybody, CancellationToken stop, bool did = false)
    {
        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Topic == topic, stop) is not { } survey) return null;
        var given = await db.Evaluations.AsNoTracking().Where(e => e.Topic == topic).ToListAsync(stop);
        int? own = desk.Caller.AccountId is { } me ? given.Where(g => g.AccountId == me).Select(g => (int?)g.Score).SingleOrDefault() : null;
        var open = moment.Now < survey.Until;
        var asks = open && own is null && desk.Caller.IsSignedIn && await AsksAsync(topic, everybody, stop);
        var view = new EvaluationView(survey.Until, open, null, null, null, own, asks && !did) { Did = asks && did };
        if (given.Count < Survey.FewestShown) return view;
        if (!survey.IsPublished(given.Count, moment.Now)) return view with { Answers = given.Count };
        return view with { Answers = given.Count, Scores = [.. Enumerable.Range(1, 5).Select(score => given.Count(g => g.Score == score))], Remarks = await RemarksAsync(topic, [.. given.Where(g => g.Remark is not null)], stop) };
    }

    /// <summary>Takes the caller's answer.</summary>
    public async Task<Outcome<Done>> AnswerAsync(string topic, int? score, string? remark, CancellationToken stop, bool did = false)
    {
        if (await db.Surveys.Include(s => s.Asked).SingleOrDefaultAsync(s => s.Topic == topic, stop) is not { } survey) return Refusal.Conflict("evaluation.not-yet");
        var me = desk.Caller.AccountId!.Value;
        if (await limits.BarsWordsAsync(survey.CommunityId, remark, stop, "remark") is { } barred) return barred;
        var already = await db.Evaluations.AnyAsync(e => e.Topic == topic && e.AccountId == me, stop);
        return survey.Answer(ids.Timeless<RemarkId>(), me, score ?? 0, remark, already, moment.Now, did).Map(given => { db.Evaluations.Add(given); return default(Done); });
    }

    // Ordered by their ids, which are chance: so the place of a hidden one tells nothing of its words either.
    private async Task<IReadOnlyList<RemarkView>> RemarksAsync(string topic, IReadOnlyList<Evaluation> said, CancellationToken stop)
    {
        var hidden = said.Where(s => s.Hidden is not null).Select(s => s.RemarkId!.Value.Value).ToList();
        var rules = hidden.Count == 0 ? [] : (await db.Hidings.AsNoTracking().Where(h => h.Kind == TextKind.Remark && hidden.Contains(h.TextId)).OrderBy(h => h.Number).Select(h => new { h.TextId, h.Rule }).ToListAsync(stop)).GroupBy(h => h.TextId).ToDictionary(g => g.Key, g => g.Last().Rule);
        var moderates = desk.Caller.Has(Right.Moderate) && await Remarks.SurveyPlaceAsync(db, desk.Caller, topic, stop) is { } place && desk.Caller.May(Right.Moderate, place.Path);
        return [.. said.OrderBy(s => s.RemarkId!.Value.Value).Select(s => s.Hidden is { } because ? new RemarkView(s.RemarkId!.Value, null, rules[s.RemarkId!.Value.Value], because.Reason)
            : new RemarkView(s.RemarkId!.Value, s.Remark, null, null) { MayModerate = moderates && s.AccountId != desk.Caller.AccountId })];
    }

    private async Task<bool> AsksAsync(string topic, bool everybody, CancellationToken stop)
    {
        var me = desk.Caller.AccountId;
        return await db.SurveyAsked.AnyAsync(a => a.Topic == topic && a.AccountId == me, stop) || (everybody && !await db.SurveyAsked.AnyAsync(a => a.Topic == topic, stop));
    }
}
