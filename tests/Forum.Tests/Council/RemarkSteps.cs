using System.Text.Json;
using Forum.Decisions.CarryingOut;
using Forum.Demo;
using Forum.Domain.Evaluations;
using Forum.Domain.Reception;
using Forum.Notifications.Choices;
using Forum.Reception;
using Forum.Tests.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Words added to an evaluation, on the way to where they are published.</summary>
internal static class RemarkSteps
{
    private static readonly string[] Neighbours = ["lin", "chen", "zhao", "volunteer"];

    /// <summary>A concern that the Party secretary sent on and that was closed; of the committee nobody handled it.</summary>
    public static async Task<ConcernId> ClosedConcernAsync(this ForumHost host, string title, params string[] followers)
    {
        var id = (await host.SendAsync("lin", new RaiseConcern("facilities", null, title, "说一说", Visibility.Public))).Value.Id;
        Assert.True((await host.SendAsync("secretary", new AcceptConcern(id, null))).Ok);
        var unit = (await host.SendAsync("secretary", new GetConcern(id))).Value.May.Units.Single(u => u.Name == "惠民物业").Id;
        Assert.True((await host.SendAsync("secretary", new AssignConcern(id, unit))).Ok);
        foreach (var who in followers) Assert.True((await host.SendAsync(who, new FollowMatter($"concerns/{id}", Following.Followed))).Ok);
        Assert.True((await host.SendAsync("property", new ResolveConcern(id, "修好了"))).Ok);
        Assert.True((await host.SendAsync("lin", new ConfirmConcern(id, true, null))).Ok);
        return id;
    }

    /// <summary>What somebody added a day later than the others answered, under what topic.</summary>
    /// <param name="kind"><c>decisions</c> or <c>concerns</c>.</param>
    public static async Task<(string Topic, RemarkId Id)> RemarkedAsync(this ForumHost host, string kind, string words, string by = "wu", int answers = Survey.FewestShown, bool over = true)
    {
        var topic = kind == "decisions" ? $"decisions/{await host.CompletedAsync()}" : $"concerns/{await host.ClosedConcernAsync("花坛的砖松了", [.. Neighbours, by])}";
        foreach (var who in Neighbours.Take(answers - 1)) await host.EvaluateAsync(topic, who, 4, null);
        await host.AdvanceAsync(TimeSpan.FromHours(27));
        await host.EvaluateAsync(topic, by, 1, words);
        if (over) await host.AdvanceAsync(TimeSpan.FromDays(31));
        return (topic, (await host.DbAsync(db => db.Evaluations.Where(e => e.Topic == topic && e.Remark == words).Select(e => e.RemarkId).SingleAsync()))!.Value);
    }

    public static async Task EvaluateAsync(this ForumHost host, string topic, string who, int score, string? words)
    {
        var id = Guid.Parse(topic.Split('/')[1]);
        Assert.True((topic.StartsWith("decisions/", StringComparison.Ordinal) ? await host.SendAsync(who, new EvaluateExecution(new(id), score, words)) : await host.SendAsync(who, new EvaluateConcern(new(id), score, words))).Ok);
    }

    /// <summary>The survey as a program reads it.</summary>
    public static async Task<JsonElement> EvaluationAsync(this HttpClient client, string topic) =>
        JsonDocument.Parse(await client.GetStringAsync($"/api/v1/{topic}{(topic.StartsWith("decisions/", StringComparison.Ordinal) ? "/execution" : "")}")).RootElement.GetProperty("evaluation");

    /// <summary>By what somebody and their answer could be known.</summary>
    public static async Task<string[]> MarksAsync(this ForumHost host, string topic, string who)
    {
        var account = await host.DbAsync(db => db.Accounts.AsNoTracking().SingleAsync(a => a.UserName == who));
        var at = await host.DbAsync(db => db.Evaluations.Where(e => e.Topic == topic && e.AccountId == account.AccountId).Select(e => e.At).SingleAsync());
        return [account.Id.ToString(), account.PersonId!.Value.ToString(), DemoPeople.All.Single(p => p.UserName == who).Name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture)];
    }

    /// <summary>All that others are shown of it, in pages, in the API and in the ledger from a row on.</summary>
    public static async Task<string> ToldAsync(this ForumHost host, string topic, RemarkId id, long from)
    {
        List<string> all = [];
        foreach (var who in new[] { "director", "supervisor", "secretary", "street", "lin", "auditor" })
        {
            var browser = await Browser.SignedInAsync(host, who);
            foreach (var path in new[] { $"/{topic}", $"/remarks/{id}/report", $"/remarks/{id}/hiding", $"/moderation/remarks/{id}", "/moderation", "/moderation/log", "/queue", "/news" })
            {
                await browser.GoAsync(path);
                // Of a page about many things what is about this, else what it is about itself.
                all.AddRange((path.Contains(id.ToString()) ? browser.Page.QuerySelectorAll("main") : browser.Page.QuerySelectorAll("#evaluation, li").Where(e => e.OuterHtml.Contains(id.ToString()))).Select(e => e.OuterHtml));
            }
            var program = await host.ApiAsync(who);
            all.Add((await program.EvaluationAsync(topic)).GetRawText());
            all.Add(await (await program.GetAsync($"/api/v1/remarks/{id}/hiding")).Content.ReadAsStringAsync());
            foreach (var list in new[] { "moderation/reports", "moderation/appeals", "moderation/log", "queue", "news", "ledger" })
                if (await program.GetAsync($"/api/v1/{list}") is { IsSuccessStatusCode: true } answer)
                    all.AddRange(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()).Where(i => i.Contains(id.ToString())));
        }
        all.AddRange(await host.DbAsync(db => db.Ledger.AsNoTracking().Where(r => r.Seq > from).Select(r => r.Act + r.Subject + r.Actor + r.Facts).ToListAsync()));
        all.AddRange(await host.DbAsync(db => db.News.AsNoTracking().Where(n => n.Href.Contains(id.ToString())).Select(n => n.Text + n.Facts + n.Href).ToListAsync()));
        return string.Join('\n', all);
    }

    /// <summary>Who was told in a line that leads there.</summary>
    public static async Task<string[]> WhomAsync(this ForumHost host, string text, RemarkId id)
    {
        var told = (await host.DbAsync(db => db.News.Where(n => n.Text == text && n.Href.Contains(id.ToString())).Select(n => n.AccountId).ToListAsync())).ConvertAll(a => a.Value);
        return [.. (await host.DbAsync(db => db.Accounts.Where(a => told.Contains(a.Id)).Select(a => a.UserName!).ToListAsync())).Order(StringComparer.Ordinal)];
    }
}
