using Forum.Decisions;
using Forum.Decisions.CarryingOut;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Decisions;

/// <summary>Days of decisions and of their steps read as people write them; programs get them as before.</summary>
public sealed class DayTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task Days_read_as_people_write_them_in_both_languages()
    {
        var decision = (await host.SendAsync("director", new PublishDecision(null, "北门装路灯", "年内装好。", new DateOnly(2026, 12, 28)))).Value.Id;
        var manager = await host.DbAsync(db => db.Units.Where(u => u.Kind == UnitKind.PropertyManager).Select(u => u.Id).FirstAsync());
        var due = host.Today.AddDays(10);
        Assert.True((await host.SendAsync("director", new PlanMilestone(decision, "埋线", manager, due))).Ok);
        var visitor = host.CreateClient();
        var (zh, en) = (await visitor.GetStringAsync($"/decisions/{decision}?lang=zh"), await visitor.GetStringAsync($"/decisions/{decision}?lang=en"));
        foreach (var shown in new[] { "2026年12月28日", $"{due.Year}年{due.Month}月{due.Day}日" }) Assert.Contains(shown, zh);
        foreach (var shown in new[] { "28 Dec 2026", due.ToString("d MMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en")) }) Assert.Contains(shown, en);
        Assert.Contains("2026-12-28", await visitor.GetStringAsync($"/api/v1/decisions/{decision}"));
    }
}
