using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Forum.Decisions;
using Forum.Decisions.CarryingOut;
using Forum.Tests.Pictures;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Decisions;

/// <summary>Pictures of progress, from the form to the neighbour's screen, through the real application.</summary>
public sealed class MilestonePictureTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(DecisionId Decision, MilestoneId Milestone)> PlannedAsync()
    {
        var decision = (await host.SendAsync("director", new PublishDecision(null, "北门装路灯", "年内装好。"))).Value.Id;
        var manager = await host.DbAsync(db => db.Units.Where(u => u.Name == "惠民物业" && db.Decisions.Any(d => d.Id == decision && d.CommunityId == u.CommunityId)).Select(u => u.Id).FirstAsync());
        return (decision, (await host.SendAsync("director", new PlanMilestone(decision, "埋线", manager, host.Today.AddDays(10)))).Value);
    }

    private static string Reports((DecisionId Decision, MilestoneId Milestone) at) => $"/api/v1/decisions/{at.Decision}/milestones/{at.Milestone}/reports/with-pictures";

    private static MultipartFormDataContent Form(params (byte[] Bytes, string? Alt)[] pictures)
    {
        var form = new MultipartFormDataContent { { new StringContent("60"), "percent" }, { new StringContent("线埋好了"), "note" } };
        for (var n = 1; n <= pictures.Length; n++)
        {
            var file = new ByteArrayContent(pictures[n - 1].Bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            form.Add(file, $"picture-{n}", "photo.jpg");
            if (pictures[n - 1].Alt is { } alt) form.Add(new StringContent(alt), $"alt-{n}");
        }
        return form;
    }

    private static async Task<(string Code, string? Field)> RefusalAsync(HttpResponseMessage answer)
    {
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (json.GetProperty("code").GetString()!, json.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("field").GetString() : null);
    }

    private async Task<JsonElement> ReportAsync((DecisionId Decision, MilestoneId Milestone) at) =>
        (await host.CreateClient().GetFromJsonAsync<JsonElement>($"/api/v1/decisions/{at.Decision}/execution")).GetProperty("milestones")[0].GetProperty("reports")[0];

    [Fact]
    public async Task A_picture_is_taken_down_by_who_sent_it_or_a_moderator_and_its_place_says_so()
    {
        var (at, other) = (await PlannedAsync(), await PlannedAsync());
        var (first, second) = (Photos.Quarters(900, 500), Photos.Quarters(500, 900));
        var property = await host.ApiAsync("property");
        Assert.Equal(HttpStatusCode.NoContent, (await property.PostAsync(Reports(at), Form((first, "张三站在门口"), (second, "北门的沟")))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await property.PostAsync(Reports(other), Form((second, "别处的沟")))).StatusCode);
        var hashes = (await ReportAsync(at)).GetProperty("pictures").EnumerateArray().Select(p => (Large: p.GetProperty("hash").GetString()!, Small: p.GetProperty("smallHash").GetString()!)).ToList();
        string Down(string hash) => $"/api/v1/decisions/{at.Decision}/pictures/{hash}/taking-down";
        async Task<string> CodeAsync(string who, string hash, string reason) => (await RefusalAsync(await (await host.ApiAsync(who)).PostAsJsonAsync(Down(hash), new { reason }))).Code;
        Assert.Equal("picture.not-yours", await CodeAsync("wu", hashes[0].Large, "不好看"));
        Assert.Equal("not-found", await CodeAsync("director.b", hashes[0].Large, "不好看"));
        Assert.Equal("reason.missing", await CodeAsync("property", hashes[0].Large, ""));
        Assert.Equal("not-found", await CodeAsync("property", new string('0', 64), "没有"));
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/decisions/{at.Decision}/pictures/{hashes[0].Large}/taking-down");
        Assert.False(wu.HasForm("take-down"));
        var manager = await Browser.SignedInAsync(host, "property");
        await manager.GoAsync($"/decisions/{at.Decision}");
        await manager.GoAsync(manager.Page.QuerySelector($"a[href$='{hashes[0].Large}/taking-down']")!.GetAttribute("href")!);
        await manager.PostAsync("take-down", new() { ["reason"] = "" });
        Assert.NotNull(manager.Page.QuerySelector("#reason-e"));
        await manager.PostAsync("take-down", new() { ["reason"] = "拍到了人脸" });
        Assert.Contains("拍到了人脸", manager.Text);
        Assert.Equal(HttpStatusCode.NoContent, (await (await host.ApiAsync("director")).PostAsJsonAsync(Down(hashes[1].Large), new { reason = "拍错了地方" })).StatusCode);
        Assert.Equal("not-found", await CodeAsync("property", hashes[0].Large, "再撤一次"));
        await host.DrainAsync();

        var report = await ReportAsync(at);
        Assert.Equal((0, 2), (report.GetProperty("pictures").GetArrayLength(), report.GetProperty("removed").GetArrayLength()));
        Assert.DoesNotContain("张三", await host.CreateClient().GetStringAsync($"/decisions/{at.Decision}"));
        Assert.Equal(0, await host.DbAsync(db => db.MilestonePictures.CountAsync(p => p.Alt.Contains("张三"))));
        foreach (var hash in hashes.SelectMany(h => new[] { h.Large, h.Small })) Assert.Equal(HttpStatusCode.NotFound, (await host.CreateClient().GetAsync($"/api/v1/decisions/{at.Decision}/pictures/{hash}")).StatusCode);
        string File(string hash) => Path.Combine(host.Folder, "files", hash[..2], hash);
        Assert.False(System.IO.File.Exists(File(hashes[0].Large)) || System.IO.File.Exists(File(hashes[0].Small)));
        // Another report shows the same picture still.
        Assert.Equal(HttpStatusCode.OK, (await host.CreateClient().GetAsync($"/api/v1/decisions/{other.Decision}/pictures/{hashes[1].Large}")).StatusCode);
        Assert.Empty(await host.CheckAsync());
        Assert.Equal(2, await host.DbAsync(db => db.Ledger.CountAsync(r => r.Subject == $"decisions/{at.Decision}" && r.Act == "picture.taken-down")));
        foreach (var sql in new[] { "UPDATE MilestonePictures SET Removal_At = NULL WHERE Removal_At IS NOT NULL", "UPDATE MilestonePictures SET Hash = 'x'", "DELETE FROM MilestonePictures" })
            await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
    }

    [Fact]
    public async Task A_picture_comes_with_a_report_and_is_seen_by_whoever_sees_the_decision()
    {
        var at = await PlannedAsync();
        var property = await host.ApiAsync("property");
        var sent = await property.PostAsync(Reports(at), Form((Photos.WithExif(Photos.Quarters(2000, 1000), 6), "北门的线已经埋好")));
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        var report = await ReportAsync(at);
        var picture = report.GetProperty("pictures")[0];
        Assert.Equal(("线埋好了", 800, 1600, "北门的线已经埋好"), (report.GetProperty("note").GetString(), picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32(), picture.GetProperty("alt").GetString()));

        var path = $"/api/v1/decisions/{at.Decision}/pictures/{picture.GetProperty("hash").GetString()}";
        var shown = await host.CreateClient().GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg", "nosniff"), (shown.StatusCode, shown.Content.Headers.ContentType!.MediaType, shown.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal((true, TimeSpan.FromDays(365)), (shown.Headers.CacheControl!.Public, shown.Headers.CacheControl.MaxAge));
        Assert.DoesNotContain("31.2304", Encoding.Latin1.GetString(await shown.Content.ReadAsByteArrayAsync()));
        var known = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { shown.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await host.CreateClient().SendAsync(known)).StatusCode);

        var page = await host.CreateClient().GetStringAsync($"/decisions/{at.Decision}");
        Assert.Contains($"/pictures/{picture.GetProperty("smallHash").GetString()}", page);
        Assert.Contains("alt=\"北门的线已经埋好\"", page);

        // Another community, another decision, another name: nothing here.
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).GetAsync(path)).StatusCode);
        var other = await PlannedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await property.GetAsync(path.Replace(at.Decision.ToString(), other.Decision.ToString()))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await property.GetAsync($"/api/v1/decisions/{at.Decision}/pictures/..%2f..%2fforum.db")).StatusCode);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task What_does_not_belong_there_is_refused_and_nothing_of_it_kept()
    {
        var at = await PlannedAsync();
        var property = await host.ApiAsync("property");
        async Task<(string, string?)> RefusedAsync(params (byte[], string?)[] pictures) => await RefusalAsync(await property.PostAsync(Reports(at), Form(pictures)));
        var good = Photos.Plain(1);
        Assert.Equal(("picture.type", "picture-2"), await RefusedAsync((good, "灯"), (Encoding.UTF8.GetBytes("<html><script>alert(1)</script>"), "灯杆")));
        Assert.Equal(("picture.pixels", "picture-1"), await RefusedAsync((Photos.Bomb(60_000, 60_000), "灯")));
        Assert.Equal(("picture.size", "picture-1"), await RefusedAsync((new byte[(10 << 20) + 1], "灯")));
        Assert.Equal(("alt.missing", "alt-1"), await RefusedAsync((good, null)));
        Assert.Equal(("alt.file-name", "alt-1"), await RefusedAsync((good, "photo.jpg")));
        Assert.Equal(("picture.missing", "picture-1"), await RefusedAsync(([], "灯")));
        Assert.Equal(("picture.twice", null), await RefusedAsync((good, "灯"), (good, "还是灯")));
        Assert.Equal("picture.many", (await RefusedAsync([.. Enumerable.Range(0, 7).Select(n => (Photos.Plain(n), (string?)"灯"))])).Item1);
        Assert.Equal("forbidden", (await RefusalAsync(await (await host.ApiAsync("lin")).PostAsync(Reports(at), Form((good, "灯"))))).Code);
        Assert.Equal("not-found", (await RefusalAsync(await (await host.ApiAsync("director.b")).PostAsync(Reports(at), Form((good, "灯"))))).Code);
        foreach (var content in new HttpContent?[] { null, JsonContent.Create(new { percent = 5 }), new StringContent("--x\r\nrubbish") { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } } })
            Assert.Equal("not-understood", (await RefusalAsync(await property.PostAsync(Reports(at), content))).Code);
        Assert.False(await host.DbAsync(db => db.MilestonePictures.AnyAsync(p => p.MilestoneId == at.Milestone)));
        Assert.Equal(HttpStatusCode.NoContent, (await property.PostAsync(Reports(at), Form([.. Enumerable.Range(0, 6).Select(n => (Photos.Plain(n), (string?)$"灯 {n}"))]))).StatusCode);
        Assert.Equal(6, (await ReportAsync(at)).GetProperty("pictures").GetArrayLength());
    }

    [Fact]
    public async Task What_is_sent_twice_is_there_once()
    {
        var at = await PlannedAsync();
        var property = await host.ApiAsync("property");
        property.DefaultRequestHeaders.Add("Idempotency-Key", $"report-{at.Milestone}");
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.NoContent, (await property.PostAsync(Reports(at), Form((Photos.Plain(3), "灯")))).StatusCode);
        Assert.Equal("once.other-request", (await RefusalAsync(await property.PostAsync(Reports(at), Form((Photos.Plain(4), "灯"))))).Code);
        Assert.Equal(1, await host.DbAsync(db => db.Set<Domain.Decisions.MilestoneReport>().CountAsync(r => r.MilestoneId == at.Milestone)));
    }

    [Fact]
    public async Task Check_names_a_file_that_is_missing_or_changed()
    {
        var at = await PlannedAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await (await host.ApiAsync("property")).PostAsync(Reports(at), Form((Photos.Quarters(900, 600), "灯亮了")))).StatusCode);
        var picture = (await ReportAsync(at)).GetProperty("pictures")[0];
        var (large, small) = (picture.GetProperty("hash").GetString()!, picture.GetProperty("smallHash").GetString()!);
        string PathOf(string hash) => Path.Combine(host.Folder, "files", hash[..2], hash);
        var before = (await File.ReadAllBytesAsync(PathOf(large)), await File.ReadAllBytesAsync(PathOf(small)));
        await File.AppendAllTextAsync(PathOf(large), "x");
        File.Delete(PathOf(small));
        Assert.Equal([$"milestone {at.Milestone} report 1 picture 1: file {large} is changed", $"milestone {at.Milestone} report 1 picture 1: file {small} is missing"], await host.CheckAsync());
        await File.WriteAllBytesAsync(PathOf(large), before.Item1);
        await File.WriteAllBytesAsync(PathOf(small), before.Item2);
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [InlineData("UPDATE MilestonePictures SET Alt = 'x'")]
    [InlineData("DELETE FROM MilestonePictures")]
    [InlineData("INSERT OR REPLACE INTO MilestonePictures SELECT * FROM MilestonePictures LIMIT 1")]
    [InlineData("INSERT INTO MilestonePictures (MilestoneId, Report, \"Order\", Hash, SmallHash, Width, Height, Alt) SELECT MilestoneId, Report, 7, 'x', 'x', 1, 1, 'x' FROM MilestonePictures LIMIT 1")]
    [InlineData("INSERT INTO MilestonePictures (MilestoneId, Report, \"Order\", Hash, SmallHash, Width, Height, Alt) SELECT MilestoneId, Report + 1, 1, 'x', 'x', 1, 1, 'x' FROM MilestonePictures LIMIT 1")]
    public async Task The_database_keeps_what_was_shown(string sql)
    {
        var at = await PlannedAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await (await host.ApiAsync("property")).PostAsync(Reports(at), Form((Photos.Plain(5), "灯")))).StatusCode);
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }
}
