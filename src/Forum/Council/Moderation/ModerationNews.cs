using Forum.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>The authors hear at each turn what becomes of a hidden text, and whose duty the next step is.</summary>
public sealed class ModerationNews(ForumDb db, Offices offices) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        TextReported e when await db.Reports.On(e.Text).Where(r => r.Answer == null).OrderBy(r => r.At).ThenBy(r => r.Id).Select(r => (ReportId?)r.Id).FirstOrDefaultAsync(stop) == e.Report => await DutyAsync("news.reported", e.Text, $"/moderation/{e.Text}", Offices.OrderOf(e.Text.Kind), text => text.HasPart, stop, true),
        TextHidden e => await AuthorAsync("news.text-hidden", e.Text, e.Reason, stop),
        HidingAppealed e when await db.LastHidingAsync(e.Text, stop) is { } hiding && await db.HidingAppeals.AsNoTracking().SingleOrDefaultAsync(a => a.HidingId == hiding.Id, stop) is { } appeal =>
            await DutyAsync("news.hiding-appealed", e.Text, $"/{e.Text}/hiding", Offices.AppealsOf(e.Text.Kind), text => Offices.PartIn(text, hiding, appeal), stop),
        HidingAppealAnswered e => await AuthorAsync(e.ShowsAgain ? "news.hiding-lifted" : "news.hiding-stays", e.Text, e.Reason, stop),
        _ => null,
    };

    private async Task<News> AuthorAsync(string text, TextRef of, string reason, CancellationToken stop)
    {
        var (authors, name) = (await db.AuthorsAsync(of, stop), await db.NameAsync(of, stop));
        var facts = await db.FactsAsync(of, name, reason, true, stop);
        // At the door it is told by somebody who may not read what is hidden.
        if (of.Kind == TextKind.Proposal) facts[NewsWords.Unnamed] = name.Number;
        return new(text, facts, $"/{of}/hiding", authors.Accounts, Concern(of, name), MatterOf(of, name)) { PassOn = authors.AtDoor };
    }

    // A line stays with whoever leaves the office: of a proposal that is hidden it says the number.
    /// <param name="shown">Whether it is about what is shown, and goes with that.</param>
    private async Task<News> DutyAsync(string text, TextRef of, string page, Right[][] steps, Func<ModeratedText, Func<AccountId, bool>> part, CancellationToken stop, bool shown = false)
    {
        var (about, name) = (await db.TextAsync(of, stop), await db.NameAsync(of, stop));
        return new(text, await db.FactsAsync(of, name, "", shown || of.Kind != TextKind.Proposal, stop), page, [.. await offices.WhoAsync(steps, about.Path, about.About, part(about), stop)], Concern(of, name), MatterOf(of, name)) { Other = shown ? Matter.Proposal(name.Matter) : null };
    }

    // A concern, and what was added to its evaluation, is told of to those alone who see it.
    internal static ConcernId? Concern(TextRef of, TextName name) => of.Kind switch { TextKind.Concern => new(of.Id), TextKind.Remark => Matter.Concern(name.Matter), _ => null };

    // A line about a hidden proposal or concern is read as long as it is hidden.
    private static string? MatterOf(TextRef of, TextName name) => of.Kind is TextKind.Proposal or TextKind.Concern ? null : name.Matter;
}

/// <summary>Whoever reported a text hears what came of it.</summary>
public sealed class ReporterNews(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        TextHidden e => await ToldAsync("news.report-hidden", e.Text, e.Reason, true, await db.LastHidingAsync(e.Text, stop) is { } hiding ? await AnsweredAsync(e.Text, true, hiding.At, stop) : [], stop),
        TextKept e => await ToldAsync("news.report-kept", e.Text, e.Reason, false, await AnsweredAsync(e.Text, false, null, stop), stop),
        HidingAppealAnswered { ShowsAgain: true } e => await ToldAsync("news.report-shown-again", e.Text, e.Reason, false, await AnsweredAsync(e.Text, true, await db.Hidings.Where(h => h.Id == e.Hiding).Select(h => h.At).SingleAsync(stop), stop), stop),
        _ => null,
    };

    // Whose reports were answered then, or last.
    private async Task<IReadOnlyCollection<AccountId>> AnsweredAsync(TextRef of, bool hides, DateTimeOffset? then, CancellationToken stop)
    {
        var answered = (await db.Reports.AsNoTracking().On(of).Where(r => r.Answer != null).ToListAsync(stop)).Where(r => r.Answer!.Hides == hides).ToList();
        var at = then ?? answered.Select(r => (DateTimeOffset?)r.Answer!.At).Max();
        return [.. answered.Where(r => r.Answer!.At == at).Select(r => r.By)];
    }

    private async Task<News?> ToldAsync(string text, TextRef of, string reason, bool hidden, IReadOnlyCollection<AccountId> whom, CancellationToken stop)
    {
        var name = await db.NameAsync(of, stop);
        // What is said of a proposal, and that one stays or is shown again, is told as long as that is shown.
        return new(text, await db.FactsAsync(of, name, reason, false, stop), hidden ? $"/{of}/hiding" : name.Href, whom, ModerationNews.Concern(of, name)) { Own = true, Other = hidden && of.Kind == TextKind.Proposal ? null : Matter.Proposal(name.Matter) };
    }
}

internal static class ModerationFacts
{
    /// <param name="whole">Whether the reader may know what a hidden proposal or concern is called; else its number stands there.</param>
    public static async Task<Dictionary<string, string>> FactsAsync(this ForumDb db, TextRef text, TextName name, string reason, bool whole, CancellationToken stop)
    {
        var title = whole ? (await db.TextAsync(text, stop)).Title : null;
        return new() { ["title"] = title ?? name.Title ?? name.Number, ["reason"] = reason, ["@what"] = $"TextKind.{text.Kind}" };
    }
}
