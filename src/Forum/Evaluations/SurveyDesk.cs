using Forum.Council.Moderation;
using Forum.Domain.Evaluations;
using Forum.Domain.Kernel;
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
/// <param name="Remarks">What they added, in an order that tells nothing; as above.</param>
/// <param name="Own">The caller's own score.</param>
/// <param name="May">Whether the caller may answer now.</param>
public sealed record EvaluationView(DateTimeOffset Until, bool Open, int? Answers, IReadOnlyList<int>? Scores, IReadOnlyList<string>? Remarks, int? Own, bool May)
{
    /// <summary>Whether the caller would be asked but decided it or carried it out.</summary>
    public bool Did { get; init; }
}

/// <summary>An answer as a program sends it.</summary>
public sealed record EvaluationBody(int? Score, string? Remark);

/// <summary>Reads and takes the answers of a survey. Who sees it, and whom it asks, is said by the feature that it is about.</summary>
public sealed class SurveyDesk(ForumDb db, Desk desk, TalkLimits limits, Moment moment)
{
    /// <summary>The survey about a topic; nothing where none has begun.</summary>
    /// <param name="everybody">Whether the caller is of those whom it asks, where it names none.</param>
    /// <param name="did">Whether the caller decided it or carried it out.</param>
    public async Task<EvaluationView?> ViewAsync(string topic, bool everybody, CancellationToken stop, bool did = false)
    {
        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Topic == topic, stop) is not { } survey) return null;
        var given = await db.Evaluations.AsNoTracking().Where(e => e.Topic == topic).Select(e => new { e.AccountId, e.Score, e.Remark }).ToListAsync(stop);
        int? own = desk.Caller.AccountId is { } me ? given.Where(g => g.AccountId == me).Select(g => (int?)g.Score).SingleOrDefault() : null;
        var open = moment.Now < survey.Until;
        var asks = open && own is null && desk.Caller.IsSignedIn && await AsksAsync(topic, everybody, stop);
        var view = new EvaluationView(survey.Until, open, null, null, null, own, asks && !did) { Did = asks && did };
        if (given.Count < Survey.FewestShown) return view;
        if (open) return view with { Answers = given.Count };
        return view with { Answers = given.Count, Scores = [.. Enumerable.Range(1, 5).Select(score => given.Count(g => g.Score == score))], Remarks = [.. given.Select(g => g.Remark).OfType<string>().Order(StringComparer.Ordinal)] };
    }

    /// <summary>Takes the caller's answer.</summary>
    public async Task<Outcome<Done>> AnswerAsync(string topic, int? score, string? remark, CancellationToken stop, bool did = false)
    {
        if (await db.Surveys.Include(s => s.Asked).SingleOrDefaultAsync(s => s.Topic == topic, stop) is not { } survey) return Refusal.Conflict("evaluation.not-yet");
        var me = desk.Caller.AccountId!.Value;
        if (await limits.BarsWordsAsync(survey.CommunityId, remark, stop, "remark") is { } barred) return barred;
        var already = await db.Evaluations.AnyAsync(e => e.Topic == topic && e.AccountId == me, stop);
        return survey.Answer(me, score ?? 0, remark, already, moment.Now, did).Map(given => { db.Evaluations.Add(given); return default(Done); });
    }

    private async Task<bool> AsksAsync(string topic, bool everybody, CancellationToken stop)
    {
        var me = desk.Caller.AccountId;
        return await db.SurveyAsked.AnyAsync(a => a.Topic == topic && a.AccountId == me, stop) || (everybody && !await db.SurveyAsked.AnyAsync(a => a.Topic == topic, stop));
    }
}
