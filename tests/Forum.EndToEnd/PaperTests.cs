using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ZXing;
using ZXing.Common;

namespace Forum.EndToEnd;

/// <summary>The desk in a real browser: printed, given out, read by two, counted with the others.</summary>
[Collection("one window after another")]
public sealed partial class PaperTests(Portal portal)
{
    // A picture of one dot.
    private static readonly byte[] Scan = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

    private async Task<string> OpenAsync(string secrecy, string method = "yes-no-abstain", string[]? options = null)
    {
        using var director = await portal.ApiAsync("director");
        var poll = await (await director.PostAsJsonAsync("/api/v1/polls", new { question = "楼道里的旧自行车统一清走，是否同意？", method, options, preset = "residents", secrecy, papers = "last", entryHours = 24, closesAt = await portal.InDaysAsync(30) })).Content.ReadFromJsonAsync<JsonElement>();
        var id = poll.GetProperty("id").GetString()!;
        (await director.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })).EnsureSuccessStatusCode();
        return id;
    }

    [Theory, InlineData("zh", false), InlineData("zh", true), InlineData("en", true), InlineData("en", false)]
    public async Task Printed_entered_by_two_and_counted_without_a_script(string language, bool phone)
    {
        var poll = await OpenAsync("open");
        var given = TimeZoneInfo.ConvertTime(await portal.InDaysAsync(0), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        var director = await portal.SignedInAsync("director", language, phone, javascript: false);
        await director.GotoAsync($"/polls/{poll}/desk");
        await JudgeAsync(director, "the desk");
        await director.FillAsync("#find", "林秀兰");
        await director.PressAsync("#find", "Enter");
        await JudgeAsync(director, "a voter found");
        await director.ClickAsync("form:has(input[name=voterId]) .btn");
        await director.WaitForURLAsync("**/papers?batch=1");
        await JudgeAsync(director, "a paper to print");
        var serial = await director.InnerTextAsync(".ballot-paper .code");
        Assert.Equal($"{portal.Address}/polls/{poll}/paper?serial={serial}", await ReadAsync(director.Locator(".ballot-paper .qr").First));
        Assert.True(await director.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('.ballot-paper li')).fontSize)") >= 28, "large enough for old eyes");

        // The witness is missing: it says so, and what was typed is still there.
        await director.GotoAsync($"/polls/{poll}/paper?serial={serial}");
        Assert.Equal(("", 0), (await director.InputValueAsync("#givenAt"), await director.Locator("form.slip input:checked").CountAsync()));
        await director.FillAsync("#givenAt", given);
        await director.CheckAsync("input[name=choice][value=Yes]");
        await director.CheckAsync("input[name=channel][value=Desk]");
        await director.SetInputFilesAsync("#scan", new FilePayload { Name = "scan.png", MimeType = "image/png", Buffer = Scan });
        await director.ClickAsync("form.slip .btn.go");
        await Assertions.Expect(director.Locator("#witness-e, [aria-invalid=true]").First).ToBeVisibleAsync();
        await JudgeAsync(director, "a first entry refused");
        Assert.True(await director.IsCheckedAsync("input[name=choice][value=Yes]") && await director.IsCheckedAsync("input[name=channel][value=Desk]"));
        await director.FillAsync("#witness", "魏国强");
        await director.SetInputFilesAsync("#scan", new FilePayload { Name = "scan.png", MimeType = "image/png", Buffer = Scan });
        await director.ClickAsync("form.slip .btn.go");
        await director.WaitForURLAsync("**/desk?said=Waits");
        await JudgeAsync(director, "entered once");

        var supervisor = await portal.SignedInAsync("supervisor", language, phone, javascript: false);
        await EnterAsync(supervisor, poll, serial, "No", "Differs");
        Assert.Equal(0, await supervisor.Locator("main a", new() { HasText = serial }).CountAsync());
        await director.GotoAsync($"/polls/{poll}/paper?serial={serial}");
        await Assertions.Expect(director.Locator(".note.warn")).ToBeVisibleAsync();
        await director.FillAsync("#givenAt", given);
        await director.CheckAsync("input[name=choice][value=Yes]");
        await director.CheckAsync("input[name=channel][value=Paper]");
        await director.SetInputFilesAsync("#scan", new FilePayload { Name = "scan.png", MimeType = "image/png", Buffer = Scan });
        await director.ClickAsync("form.slip .btn.go");
        await director.WaitForURLAsync("**/desk?said=Waits");
        // What the first wrote of how it came is shown to the second; what they read is not.
        await supervisor.GotoAsync($"/polls/{poll}/desk");
        await supervisor.ClickAsync($"main a:text-is('{serial}')");
        await JudgeAsync(supervisor, "a second entry");
        Assert.Equal(0, await supervisor.Locator("input[name=choice]:checked").CountAsync());
        await EnterAsync(supervisor, poll, serial, "Yes", "Counted");
    }

    private static async Task EnterAsync(IPage page, string poll, string serial, string choice, string said)
    {
        await page.GotoAsync($"/polls/{poll}/paper?serial={serial.ToLowerInvariant().Replace("-", "%20")}");
        await page.CheckAsync($"input[name=choice][value={choice}]");
        await page.ClickAsync("form.slip .btn.go");
        await page.WaitForURLAsync($"**/desk?said={said}");
        await Assertions.Expect(page.Locator(said == "Differs" ? "[role=alert]" : ".note[role=status]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task By_keys_alone_a_paper_is_given_out_drawn_and_entered_and_the_result_tells_the_channels()
    {
        var poll = await OpenAsync("secret", "plurality", ["甲", "乙"]);
        var page = await portal.SignedInAsync("director");
        await page.GotoAsync($"/polls/{poll}/desk");
        await page.FocusAsync("#count");
        await page.Keyboard.PressAsync("ControlOrMeta+A");
        await page.Keyboard.TypeAsync("3");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/papers?batch=1");
        var serial = await page.InnerTextAsync(".ballot-paper .code >> nth=0");
        Assert.DoesNotContain("林", await page.InnerTextAsync(".ballot-paper >> nth=0"));
        await page.GotoAsync($"/polls/{poll}/desk?find={Uri.EscapeDataString("林秀兰")}");
        await PagesTests.JudgeAsync(page, "a voter of a secret poll");
        await page.FocusAsync("select[name=channel]");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/desk?said=given");
        foreach (var (who, said) in new[] { ("director", "Waits"), ("supervisor", "Counted") })
        {
            var reader = await portal.SignedInAsync(who, phone: true);
            await reader.GotoAsync($"/polls/{poll}/desk");
            await reader.FocusAsync("#serial");
            await reader.Keyboard.TypeAsync(serial);
            await reader.Keyboard.PressAsync("Enter");
            await reader.WaitForURLAsync("**/paper?serial=*");
            await PagesTests.JudgeAsync(reader, "a secret paper");
            Assert.Equal(0, await reader.Locator("#scan, #witness, #givenAt").CountAsync());
            if (who == "director")
            {
                await reader.FocusAsync("#channel input >> nth=2");
                await reader.Keyboard.PressAsync("Space");
            }
            await reader.FocusAsync("form.slip input[type=radio] >> nth=0");
            await reader.Keyboard.PressAsync("Space");
            await reader.Keyboard.PressAsync("Enter");
            await reader.WaitForURLAsync($"**/desk?said={said}");
        }
        // The voter who scans their own paper is led to the poll, and hears that their ballot is taken.
        var lin = await portal.SignedInAsync("lin", phone: true);
        await lin.GotoAsync($"/polls/{poll}/paper?serial={serial}");
        await lin.WaitForURLAsync($"**/polls/{poll}");
        await PagesTests.JudgeAsync(lin, "a voter with a paper");

        using var api = await portal.ApiAsync("director");
        await Portal.AdvanceAsync(api, "P32D");
        foreach (var (language, phone) in new[] { ("zh", false), ("en", true) })
        {
            var result = await portal.WindowAsync(language, phone);
            await result.GotoAsync($"/polls/{poll}/result");
            Assert.Equal(["0", "0", "0", "1", "1"], (await result.Locator("#channels td.r").AllInnerTextsAsync()).Order());
            await PagesTests.JudgeAsync(result, "a result over all channels");
        }
    }

    [Fact]
    public async Task A_batch_prints_one_paper_to_a_sheet()
    {
        var poll = await OpenAsync("secret");
        using var director = await portal.ApiAsync("director");
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { count = 4 })).EnsureSuccessStatusCode();
        var page = await portal.SignedInAsync("director");
        await page.GotoAsync($"/polls/{poll}/papers?batch=1");
        Assert.Equal(4, Sheet().Count(Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }))));
    }

    [Theory, InlineData(5, 60, 1), InlineData(12, 8, 1), InlineData(20, 8, 1), InlineData(20, 70, 2)]
    public async Task A_paper_with_many_options_fits_its_sheet_or_bears_its_serial_on_the_second(int options, int length, int sheets)
    {
        var poll = await OpenAsync("open", "approval", [.. Enumerable.Range(1, options).Select(i => $"{i}{string.Concat(Enumerable.Repeat("邻里食堂", 20))}"[..length])]);
        using var director = await portal.ApiAsync("director");
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { voterId = (await director.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/roll/lines?text={Uri.EscapeDataString("林秀兰")}"))[0].GetProperty("voter").GetString() })).EnsureSuccessStatusCode();
        var page = await portal.SignedInAsync("director");
        await page.GotoAsync($"/polls/{poll}/papers?batch=1");
        Assert.Equal(sheets, Sheet().Count(Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true }))));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('.ballot-paper li')).fontSize)") >= 14 * 96 / 72.0, "large type");
        Assert.Equal("table-header-group", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.ballot-paper .code').closest('header')).display"));
    }

    // The picture as a phone's camera sees it; only a browser with scripts can judge it so.
    private async Task<string?> ReadAsync(ILocator code)
    {
        var picture = Convert.ToBase64String(await code.ScreenshotAsync(new() { Scale = ScreenshotScale.Css }));
        var page = await portal.WindowAsync();
        var seen = await page.EvaluateAsync<JsonElement>("""
            async picture => {
              const image = new Image();
              image.src = "data:image/png;base64," + picture;
              await image.decode();
              const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height }), pen = canvas.getContext("2d");
              pen.drawImage(image, 0, 0);
              const dots = pen.getImageData(0, 0, image.width, image.height).data;
              return { width: image.width, height: image.height, grey: Array.from({ length: dots.length / 4 }, (_, i) => dots[4 * i]) };
            }
            """, picture);
        var grey = seen.GetProperty("grey").EnumerateArray().Select(d => d.GetByte()).ToArray();
        return new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, seen.GetProperty("width").GetInt32(), seen.GetProperty("height").GetInt32(), RGBLuminanceSource.BitmapFormat.Gray8))))?.Text;
    }

    // Axe needs scripts; without them a page must at least lack no text and not overflow, which its twin with scripts shows.
    private async Task JudgeAsync(IPage page, string what)
    {
        Assert.DoesNotContain("⟦", await page.ContentAsync());
        var twin = await portal.WindowAsync();
        await twin.SetViewportSizeAsync(page.ViewportSize!.Width, page.ViewportSize.Height);
        await twin.Context.AddCookiesAsync([.. (await page.Context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path })]);
        await twin.GotoAsync(page.Url);
        await PagesTests.JudgeAsync(twin, what);
        await twin.Context.CloseAsync();
    }

    [GeneratedRegex("/Type\\s*/Page\\b(?!s)")]
    private static partial Regex Sheet();
}
