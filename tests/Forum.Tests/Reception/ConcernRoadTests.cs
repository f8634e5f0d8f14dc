using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Reception;
using Forum.Reception;

namespace Forum.Tests.Reception;

/// <summary>One concern from a resident to its confirmation, by pages alone and by the API alone.</summary>
public sealed class ConcernRoadTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task By_pages_without_javascript()
    {
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync("/concerns/new");
        await lin.PostAsync("review", new() { ["title"] = "门禁坏了", ["body"] = "一号楼的门禁刷不开。", ["category"] = "property" });
        Assert.Contains("门禁坏了", lin.Text);
        await lin.PostAsync("send", []);
        Assert.True(lin.Path.StartsWith("/concerns/0"), $"{lin.Response.StatusCode} {lin.Text}");
        var page = lin.Path.Split('?')[0];
        Assert.Contains("一号楼的门禁刷不开。", lin.Page.QuerySelector("blockquote.words")!.TextContent);

        var worker = await Browser.SignedInAsync(host, "director");
        Assert.Contains("门禁坏了", (await worker.GoAsync("/queue")).Text);
        await worker.GoAsync(page);
        await worker.PostAsync("accept", new() { ["category"] = "facilities" });
        var property = worker.Page.QuerySelectorAll("#unitId option").Single(o => o.TextContent.Contains("惠民物业")).GetAttribute("value")!;
        await worker.PostAsync("assign", new() { ["unitId"] = property });

        var manager = await Browser.SignedInAsync(host, "property");
        Assert.Contains("门禁坏了", (await manager.GoAsync("/queue")).Text);
        await manager.GoAsync(page);
        await manager.PostAsync("handle", new() { ["body"] = "电池没电，已换。", ["how"] = "resolve" });

        await lin.GoAsync(page);
        await lin.PostAsync("confirm", new() { ["satisfied"] = "yes" });
        Assert.Contains("已确认", lin.Text);
    }

    [Fact]
    public async Task By_the_api()
    {
        var (lin, director, property) = (await host.ApiAsync("lin"), await host.ApiAsync("director"), await host.ApiAsync("property"));
        var home = (await lin.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("placeId").GetString();
        var raised = await lin.PostAsJsonAsync("/api/v1/concerns", new { category = "facilities", placeId = home, title = "漏水", body = "厨房顶上漏水", visibility = "private" });
        Assert.Equal(HttpStatusCode.Created, raised.StatusCode);
        var concern = await raised.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("raised", concern.GetProperty("status").GetString());
        var path = $"/api/v1/concerns/{concern.GetProperty("id").GetString()}";

        Assert.Equal(HttpStatusCode.NotFound, (await property.GetAsync(path)).StatusCode);
        (await director.PostAsJsonAsync($"{path}/acceptance", new { })).EnsureSuccessStatusCode();
        var accepted = await director.GetFromJsonAsync<JsonElement>(path);
        var unit = accepted.GetProperty("may").GetProperty("units").EnumerateArray().Single(u => u.GetProperty("name").GetString() == "惠民物业").GetProperty("id").GetString();
        (await director.PostAsJsonAsync($"{path}/assignment", new { unitId = unit })).EnsureSuccessStatusCode();
        (await property.PostAsJsonAsync($"{path}/answers", new { body = "明天来看" })).EnsureSuccessStatusCode();
        (await property.PostAsJsonAsync($"{path}/resolution", new { body = "换了软管" })).EnsureSuccessStatusCode();
        var confirmed = await lin.PostAsJsonAsync($"{path}/confirmation", new { satisfied = true, remark = "谢谢" });
        Assert.Equal("confirmed", (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_private_one_that_is_given_back_leads_to_the_list_of_what_is_left_to_do()
    {
        var id = (await host.SendAsync("lin", new RaiseConcern("property", null, "悄悄说的事", "说一说", Visibility.Private))).Value.Id;
        var director = await host.ApiAsync("director");
        (await director.PostAsJsonAsync($"/api/v1/concerns/{id}/acceptance", new { })).EnsureSuccessStatusCode();
        var unit = (await director.GetFromJsonAsync<JsonElement>($"/api/v1/concerns/{id}")).GetProperty("may").GetProperty("units").EnumerateArray().Single(u => u.GetProperty("name").GetString() == "惠民物业").GetProperty("id").GetString();
        (await director.PostAsJsonAsync($"/api/v1/concerns/{id}/assignment", new { unitId = unit })).EnsureSuccessStatusCode();
        var property = await Browser.SignedInAsync(host, "property");
        await property.GoAsync($"/concerns/{id}");
        await property.PostAsync("handle", new() { ["body"] = "不归我们管。", ["how"] = "return" });
        Assert.Equal((HttpStatusCode.OK, "/queue"), (property.Response.StatusCode, property.Path));
        Assert.Equal("accepted", (await director.GetFromJsonAsync<JsonElement>($"/api/v1/concerns/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_and_names_the_field()
    {
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync("/concerns/new");
        await lin.PostAsync("review", new() { ["title"] = "", ["body"] = "写了很久的话", ["category"] = "" });
        Assert.Equal(HttpStatusCode.BadRequest, lin.Response.StatusCode);
        Assert.Equal("写了很久的话", ((AngleSharp.Html.Dom.IHtmlTextAreaElement)lin.Page.QuerySelector("#body")!).Value);
        Assert.Equal("true", lin.Page.QuerySelector("#title")!.GetAttribute("aria-invalid"));
        Assert.NotNull(lin.Page.QuerySelector(".wrong a[href='#category']"));
    }

    [Fact]
    public async Task A_step_out_of_order_says_why()
    {
        var id = (await host.SendAsync("lin", new RaiseConcern("other", null, "一件事", "说一说", Visibility.Public))).Value.Id;
        var outcome = await host.SendAsync("property", new AnswerConcern(id, "已修"));
        Assert.Equal("concern.not-assigned", outcome.Refusals[0].Code);
    }
}
