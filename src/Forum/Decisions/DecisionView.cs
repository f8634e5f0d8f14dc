using Forum.Council.Moderation;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Notifications.Choices;
using Forum.Organisation;
using Forum.Queue;
using Forum.Voting;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions;

/// <summary>Decisions and notice periods are public within their community.</summary>
public static class DecisionVisibility
{
    public static IQueryable<Decision> VisibleTo(this IQueryable<Decision> decisions, Caller caller, ForumDb db) => decisions.InReachOf(caller);

    /// <summary>Where a decision holds, if the caller may see it: in its whole community.</summary>
    public static Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, DecisionId id, CancellationToken stop) =>
        db.Decisions.AsNoTracking().Where(d => d.Id == id).VisibleTo(caller, db).Join(db.Places, d => d.CommunityId, place => place.Id, (d, place) => new PlaceOf(d.CommunityId, place.Path)).SingleOrDefaultAsync(stop);

    public static IQueryable<NoticePeriod> VisibleTo(this IQueryable<NoticePeriod> periods, Caller caller, ForumDb db) => periods.InReachOf(caller);
}

/// <summary>The notice period of a poll, its objections word for word, and what the caller may do.</summary>
[Anyone("narrowed by the visibility of notice periods")]
public sealed record GetNotice(PollId Poll) : IQuery<NoticeView>;

/// <param name="By">Who objects; nothing where its words are hidden from the reader.</param>
/// <param name="Body">Its words; of a hidden one only for whoever answers.</param>
public sealed record ObjectionView(ObjectionId Id, Byline? By, string? Body, DateTimeOffset At, ObjectionAnswer? Answer)
{
    /// <summary>Why it is hidden; nothing where it is shown.</summary>
    public string? HiddenBecause { get; init; }

    /// <summary>Whether the caller, as a moderator, may look at it without a report.</summary>
    public bool MayModerate { get; init; }

    internal static ObjectionView Of(Objection o, bool reads, bool moderates) =>
        new(o.Id, o.Hidden is null || reads ? o.By : null, o.Hidden is null || reads ? o.Body : null, o.At, o.Answer) { HiddenBecause = o.Hidden?.Reason, MayModerate = moderates && o.Hidden is null };
}

public sealed record NoticeView(PollId Poll, string? Matter, string Title, PollOutcome Outcome, DateTimeOffset From, DateTimeOffset Until, bool Over, bool Decided, IReadOnlyList<ObjectionView> Objections, bool MayObject, bool MayAnswer, bool MayDecide, DecisionId? Decision)
{
    /// <summary>Whether the caller would answer or decide but has an interest in the matter.</summary>
    public bool Recused { get; init; }
}

public sealed class GetNoticeHandler(ForumDb db, Desk desk, DecisionSteps steps, TimeProvider time) : IRequestHandler<GetNotice, Outcome<NoticeView>>
{
    public async Task<Outcome<NoticeView>> Handle(GetNotice request, CancellationToken stop)
    {
        var caller = desk.Caller;
        if (await db.NoticePeriods.AsNoTracking().VisibleTo(caller, db).SingleOrDefaultAsync(p => p.PollId == request.Poll, stop) is not { } p) return Refusal.NotFound;
        var decision = await db.Decisions.AsNoTracking().Where(d => d.PollId == request.Poll).Select(d => (DecisionId?)d.Id).SingleOrDefaultAsync(stop);
        var over = time.GetUtcNow() >= p.Until;
        var (answers, decides) = (await steps.SignAsync(caller, Right.AnswerObjection, p, stop), await steps.SignAsync(caller, Right.Decide, p, stop));
        var moderates = await PollVisibility.PlaceAsync(db, caller, p.PollId, stop) is { } place && caller.May(Right.Moderate, place.Path);
        return new NoticeView(p.PollId, p.Matter, p.Title, p.Outcome, p.From, p.Until, over, p.Decided,
            [.. p.Objections.OrderBy(o => o.Order).Select(o => ObjectionView.Of(o, answers.Ok, moderates && o.By.AccountId != caller.AccountId))],
            !over && caller.Has(Right.Object), answers.Ok, over && !p.Decided && p.Unanswered == 0 && decides.Ok, decision) { Recused = !p.Decided && (answers.IsRecused() || decides.IsRecused()) };
    }
}

/// <summary>One decision.</summary>
[Anyone("narrowed by the visibility of decisions")]
public sealed record GetDecision(DecisionId Id) : IQuery<DecisionView>;

public sealed record DecisionView(DecisionId Id, string Number, PollId? PollId, string? Matter, bool Decides, string Title, string Body, Byline By, DateTimeOffset PublishedAt, DateOnly? EffectiveOn)
{
    /// <summary>What the matter is called; nothing where there is none, or the caller may not see it.</summary>
    public string? MatterTitle { get; init; }
}

public sealed class GetDecisionHandler(ForumDb db, Desk desk, MatterTitles titles) : IRequestHandler<GetDecision, Outcome<DecisionView>>
{
    public async Task<Outcome<DecisionView>> Handle(GetDecision request, CancellationToken stop)
    {
        if (await db.Decisions.AsNoTracking().VisibleTo(desk.Caller, db).SingleOrDefaultAsync(d => d.Id == request.Id, stop) is not { } d) return Refusal.NotFound;
        var title = d.Matter is { } matter ? (await titles.OfAsync(desk.Caller, [matter], stop)).GetValueOrDefault(matter) : null;
        return new DecisionView(d.Id, d.Number, d.PollId, title is null ? null : d.Matter, d.Decides, d.Title, d.Body, d.By, d.PublishedAt, d.EffectiveOn) { MatterTitle = title };
    }
}

/// <summary>The decisions without a poll that name a matter, for its page, newest first.</summary>
[Anyone("narrowed by the visibility of decisions")]
public sealed record GetDecisionsOn(string Matter) : IQuery<DecisionsOn>, IAlike;

public sealed record DecisionsOn(IReadOnlyList<DecisionRow> Items);

public sealed class GetDecisionsOnHandler(ForumDb db, Desk desk) : IRequestHandler<GetDecisionsOn, Outcome<DecisionsOn>>
{
    private const int Most = 20;

    public async Task<Outcome<DecisionsOn>> Handle(GetDecisionsOn request, CancellationToken stop) =>
        new DecisionsOn(await db.Decisions.AsNoTracking().VisibleTo(desk.Caller, db).Where(d => d.PollId == null && d.Matter == request.Matter).OrderByDescending(d => d.Number).Take(Most)
            .Select(d => new DecisionRow(d.Id, d.Number, d.Decides, d.Title, d.PublishedAt)).ToListAsync(stop));
}

/// <summary>Decisions, newest first, and what stands on notice now.</summary>
[Anyone("narrowed by the visibility of decisions")]
public sealed record ListDecisions(string? Before = null) : IQuery<DecisionList>;

public sealed record DecisionRow(DecisionId Id, string Number, bool Decides, string Title, DateTimeOffset PublishedAt);

public sealed record NoticeRow(PollId Poll, string Title, PollOutcome Outcome, DateTimeOffset Until, int Objections);

public sealed record DecisionList(IReadOnlyList<DecisionRow> Items, string? Next, IReadOnlyList<NoticeRow> OnNotice);

public sealed class ListDecisionsHandler(ForumDb db, Desk desk) : IRequestHandler<ListDecisions, Outcome<DecisionList>>
{
    private const int Take = 30;

    public async Task<Outcome<DecisionList>> Handle(ListDecisions request, CancellationToken stop)
    {
        var decisions = db.Decisions.AsNoTracking().VisibleTo(desk.Caller, db);
        if (request.Before is { Length: > 0 and < 20 } before) decisions = decisions.Where(d => string.Compare(d.Number, before) < 0);
        var rows = await decisions.OrderByDescending(d => d.Number).Take(Take + 1).Select(d => new DecisionRow(d.Id, d.Number, d.Decides, d.Title, d.PublishedAt)).ToListAsync(stop);
        var notices = await db.NoticePeriods.AsNoTracking().VisibleTo(desk.Caller, db).Where(p => !p.Decided).OrderBy(p => p.Until)
            .Select(p => new NoticeRow(p.PollId, p.Title, p.Outcome, p.Until, p.Objections.Count)).ToListAsync(stop);
        return new DecisionList([.. rows.Take(Take)], rows.Count > Take ? rows[Take - 1].Number : null, notices);
    }
}

public sealed class DecisionTopics(ForumDb db) : ITopicKeeper
{
    public string Noun => "decisions";

    public Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop) => db.Decisions.Where(d => d.Id == new DecisionId(id)).VisibleTo(caller, db).AnyAsync(stop);

    public Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop) => Task.FromResult<IReadOnlyCollection<AccountId>?>(null);
}

/// <summary>Outcomes to decide and objections to answer wait for the committee.</summary>
public sealed class DecisionQueue(ForumDb db, DecisionSteps steps, TimeProvider time) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        if (!caller.Has(Right.Decide) && !caller.Has(Right.AnswerObjection) && !caller.Has(Right.StandIn)) return [];
        var now = time.GetUtcNow();
        var periods = await db.NoticePeriods.AsNoTracking().VisibleTo(caller, db).Where(p => !p.Decided).ToListAsync(stop);
        List<QueueItem> all = [];
        foreach (var p in periods)
        {
            if (p.Unanswered > 0 && (await steps.SignAsync(caller, Right.AnswerObjection, p, stop)).Ok) all.Add(new("objection.answer", p.PollId.ToString(), "", p.Title, p.From, p.Until, $"/polls/{p.PollId}/notice"));
            if (p.Unanswered == 0 && now >= p.Until && (await steps.SignAsync(caller, Right.Decide, p, stop)).Ok) all.Add(new("notice.decide", p.PollId.ToString(), "", p.Title, p.Until, null, $"/polls/{p.PollId}/notice"));
        }
        return all;
    }
}
