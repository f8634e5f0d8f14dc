using System.Globalization;
using Forum.Council.Spoken;
using Forum.Council.Voices;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>
/// Those asked are told of a call, the groups it names or else everybody of its place, and whoever took part in the matter
/// it serves; whoever had words written down, that they were, were changed or taken back; whoever spoke, what became of it, and what came of the call, or that it was prolonged or called off.
/// </summary>
public sealed class CallNews(ForumDb db, PlaceGroups groups, IEnumerable<ITookPart> parts) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        CallOpened e => await MakeAsync("news.call-opened", e.Call, "", await AskedAsync(e, stop), stop) with { Other = Matter.Proposal(e.Matter), PassOn = e.Matter is { } matter ? await parts.SpokeAsync([matter], stop) : [] },
        ContributionGiven { Person: { } person } e => await MakeAsync("news.contribution-written-down", e.Call, "", (await db.AccountsOfAsync([person], stop)).Values, stop),
        ContributionSettled e => await SettledAsync(e, stop),
        ContributionEdited e => await SpokenAsync("news.contribution-edited", e.Call, e.Contribution, "", stop),
        ContributionWithdrawn { Reason: { } reason } e => await SpokenAsync("news.contribution-withdrawn", e.Call, e.Contribution, reason, stop),
        CallConcluded e => await MakeAsync("news.call-concluded", e.Call, "#conclusion", await parts.WhoAsync([e.Topic], stop), stop),
        CallProlonged e => await MakeAsync("news.call-prolonged", e.Call, "", await parts.WhoAsync([e.Topic], stop), stop, reason: e.Reason),
        CallCalledOff e => await MakeAsync("news.call-called-off", e.Call, "", await parts.WhoAsync([e.Topic], stop), stop, reason: e.Reason),
        _ => null,
    };

    private async Task<IReadOnlyCollection<AccountId>> AskedAsync(CallOpened e, CancellationToken stop)
    {
        var call = await db.Calls.AsNoTracking().SingleAsync(c => c.Id == e.Call, stop);
        var place = new Concerned(call.CommunityId, await db.PathAsync(call.PlaceId, stop));
        HashSet<AccountId> whom = e.Matter is { } matter ? await parts.WhoAsync([matter], stop) : [];
        foreach (var key in call.Groups) whom.UnionWith(await groups.AccountsAsync(place, key, null, stop));
        if (call.Groups.Count > 0) return whom;
        var everybody = groups.Everybody(place);
        whom.UnionWith((await db.Accounts.AsNoTracking().Where(a => a.PersonId != null && everybody.Contains(a.PersonId.Value)).Select(a => a.Id).ToListAsync(stop)).Select(a => new AccountId(a)));
        return whom;
    }

    // Whoever wrote it down for somebody without an account tells them.
    private async Task<News?> SettledAsync(ContributionSettled e, CancellationToken stop)
    {
        var said = await db.Contributions.AsNoTracking().IgnoreAutoIncludes().Where(c => c.Id == e.Contribution).Select(c => new { c.Number, c.By.AccountId, Person = c.From == null ? (PersonId?)null : c.From.PersonId }).SingleAsync(stop);
        IReadOnlyCollection<AccountId> own = said.Person is { } person ? (await db.AccountsOfAsync([person], stop)).Values : [said.AccountId];
        return await MakeAsync(own.Count > 0 ? "news.contribution-settled" : "news.contribution-settled-for", e.Call, $"?cursor={said.Number + 1}#n-{said.Number}", own.Count > 0 ? own : [said.AccountId], stop, $"ContributionOutcome.{e.Outcome}", said.Number);
    }

    // Whoever spoke hears what the pen did to their words: by their account, else at the door.
    private async Task<News?> SpokenAsync(string text, CallId call, ContributionId contribution, string reason, CancellationToken stop)
    {
        var said = await db.Contributions.AsNoTracking().IgnoreAutoIncludes().Where(c => c.Id == contribution).Select(c => new { c.Number, Person = c.From == null ? (PersonId?)null : c.From.PersonId }).SingleAsync(stop);
        if (said.Person is not { } person) return null;
        var own = (await db.AccountsOfAsync([person], stop)).Values;
        return await MakeAsync(text, call, $"?cursor={said.Number + 1}#n-{said.Number}", own, stop, number: said.Number, reason: reason) with { PassOn = own.Count == 0 ? [person] : [] };
    }

    private async Task<News> MakeAsync(string text, CallId call, string where, IReadOnlyCollection<AccountId> whom, CancellationToken stop, string word = "", int number = 0, string reason = "") =>
        new(text, new Dictionary<string, string> { ["title"] = await db.Calls.IgnoreAutoIncludes().Where(c => c.Id == call).Select(c => c.Title).SingleAsync(stop), ["@word"] = word, ["reason"] = reason, ["number"] = number.ToString(CultureInfo.InvariantCulture) }, $"/calls/{call}{where}", whom);
}

/// <summary>Whoever spoke to a call has a part in it: by an account, or, where somebody else wrote it down, by their own account if they have one, else by the writer's.</summary>
public sealed class CallSpeakers(ForumDb db) : ITookPart
{
    public async Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop)
    {
        if (topic.Split('/') is not ["calls", var text] || !Guid.TryParse(text, out var id)) return [];
        var said = await db.Contributions.AsNoTracking().Where(c => c.CallId == new CallId(id) && c.WithdrawnAt == null).Select(c => new { c.By.AccountId, Person = c.From == null ? (PersonId?)null : c.From.PersonId }).Distinct().ToListAsync(stop);
        var own = await db.AccountsOfAsync([.. said.Select(s => s.Person).OfType<PersonId>()], stop);
        return [.. said.Select(s => s.Person is { } person && own.TryGetValue(person, out var theirs) ? theirs : s.AccountId).Distinct()];
    }
}
