using Forum.Domain.Kernel;
using Forum.Domain.Reception;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

/// <summary>Whom the survey about a concern that is being closed asks: who raised it and whoever has a part in it or follows it; of these not those who handled it, nor the unit that had it.</summary>
public sealed class ConcernAsked(Holders holders, IEnumerable<ITookPart> parts)
{
    public async Task<IReadOnlySet<AccountId>> OfAsync(Concern concern, CancellationToken stop)
    {
        var asked = await parts.WhoAsync([concern.Topic], stop);
        asked.ExceptWith(concern.Steps.Where(s => s.Kind is not (ConcernStepKind.Raised or ConcernStepKind.Confirmed or ConcernStepKind.Disputed)).Select(s => s.By.AccountId));
        if (concern.UnitId is { } unit) asked.ExceptWith(await holders.OfAsync(unit, stop));
        asked.Add(concern.RaisedBy.AccountId);
        return asked;
    }
}

/// <summary>They are told in one line that it is closed and can be evaluated.</summary>
public sealed class ConcernSurveyNews(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop)
    {
        if (happened is not ConcernMoved { Act: "concern.confirmed", Concern: var id }) return null;
        var title = await db.Concerns.Where(c => c.Id == id).Select(c => c.Title).SingleAsync(stop);
        var topic = $"concerns/{id}";
        var asked = await db.SurveyAsked.Where(a => a.Topic == topic).Select(a => a.AccountId).ToListAsync(stop);
        return new("news.concern-closed", new Dictionary<string, string> { ["title"] = title }, $"/concerns/{id}#evaluation", asked, id);
    }
}
