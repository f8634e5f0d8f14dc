using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>A category may ask for another number of endorsements, in another time, than the community does.</summary>
public sealed class PlanTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(int Threshold, int Days)> BegunAsync(string title, string? category)
    {
        var id = (await host.SendAsync("lin", new Propose(title, "正文。", null, Category: category))).Value.Id;
        return await OfAsync(id);
    }

    private Task<(int, int)> OfAsync(ProposalId id) => host.DbAsync(async db => await db.Proposals.AsNoTracking().SingleAsync(p => p.Id == id) is var p ? (p.Threshold, (int)Math.Round((p.DueAt!.Value - p.PublishedAt).TotalDays)) : default);

    [Fact]
    public async Task By_the_page_and_over_the_wire()
    {
        var running = (await host.SendAsync("lin", new Propose("早先的一份", "正文。", null, Category: "safety"))).Value.Id;
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync("/organisation/hall");
        await director.PostAsync("plan", new() { ["thresholds.safety"] = "很多", ["collecting.safety"] = "400" });
        Assert.Equal(HttpStatusCode.BadRequest, director.Response.StatusCode);
        foreach (var field in new[] { "thresholds.safety", "collecting.safety" })
        {
            Assert.NotNull(director.Page.GetElementById($"{field}-e"));
            Assert.NotNull(director.Page.QuerySelector($"#wrong a[href='#{field}']"));
        }
        await director.PostAsync("plan", new() { ["collecting"] = "20", ["thresholds.safety"] = "3", ["collecting.safety"] = "7", ["collecting.property"] = "14" });
        Assert.Equal(("7", ""), (Value("collecting.safety"), Value("collecting.health")));
        Assert.Equal((3, 7), await BegunAsync("急事", "safety"));
        Assert.Equal((5, 14), await BegunAsync("物业的事", "property"));
        Assert.Equal((5, 20), await BegunAsync("健康的事", "health"));
        Assert.Equal((5, 20), await BegunAsync("没有类别", null));
        Assert.Equal((5, 30), await OfAsync(running));
        // Who may not change it reads it, and each proposal says until when.
        var lin = await Browser.SignedInAsync(host, "lin");
        Assert.Contains("3 人附议，7 天之内", (await lin.GoAsync("/organisation/hall")).Text);
        var page = await lin.GoAsync($"/proposals/{running}");
        Assert.Contains("征集附议到", page.Page.QuerySelector(".now-box")!.TextContent);

        var api = await host.ApiAsync("director");
        var plan = await api.GetFromJsonAsync<JsonElement>("/api/v1/proposal-plan");
        Assert.Equal((3, 7, 14, 20), (plan.GetProperty("thresholds").GetProperty("safety").GetInt32(), plan.GetProperty("collecting").GetProperty("safety").GetInt32(), plan.GetProperty("collecting").GetProperty("property").GetInt32(), plan.GetProperty("periods").GetProperty("collecting").GetInt32()));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.ApiAsync("lin")).PutAsJsonAsync("/api/v1/proposal-plan", plan)).StatusCode);
        var wrong = await api.PutAsJsonAsync("/api/v1/proposal-plan", new { threshold = 5, thresholds = new { }, collecting = new { safety = -1, nonsense = 3 }, periods = plan.GetProperty("periods") });
        Assert.Equal(["collecting.safety plan.days", "collecting plan.category"], (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field")} {e.GetProperty("code")}"));
        Assert.Equal(HttpStatusCode.NoContent, (await api.PutAsJsonAsync("/api/v1/proposal-plan", new { threshold = 4, collecting = new { safety = 5 }, periods = plan.GetProperty("periods") })).StatusCode);
        Assert.Equal((4, 5), await BegunAsync("又一件急事", "safety"));
        string? Value(string id) => director.Page.GetElementById(id)!.GetAttribute("value");
    }

    [Fact]
    public async Task A_plan_that_was_kept_before_categories_had_days_is_read_as_it_was()
    {
        var old = JsonSerializer.Deserialize<Domain.Council.Proposals.ProposalPlan>("""{"Threshold":4,"Thresholds":{"safety":2},"Periods":{"Collecting":9,"AtEnd":1,"Admission":7,"Appeal":7,"Deliberation":14,"Final":3,"Strict":false}}""")!;
        Assert.Equal((2, 9, 0), (old.ThresholdOf("safety"), old.PeriodsOf("safety").Collecting, old.Collecting.Count));
        Assert.NotNull((await host.SendAsync("wu", new GetProposalPlan())).Value.Collecting);
    }
}
