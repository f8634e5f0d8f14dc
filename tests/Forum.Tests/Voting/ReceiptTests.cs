using System.Net;
using System.Net.Http.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Texts;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>The receipt of an open ballot, as a signed promise that holds against the downloaded record.</summary>
public sealed class ReceiptTests(ForumHost host) : IClassFixture<ForumHost>
{
    public static TheoryData<string, string> Polls() => new() { { "residents", "director" }, { "owners-ordinary", "owners.chair" } };

    [Theory, MemberData(nameof(Polls))]
    public async Task It_is_verified_offline_and_one_from_before_a_change_is_not(string preset, string convener)
    {
        var poll = (await host.SendAsync(convener, new SetUpPoll("换电梯？", null, "yes-no-abstain", preset, "open", host.Now().AddDays(2)))).Value;
        Assert.True((await host.SendAsync(convener, new OpenPoll(poll))).Ok);
        var lin = await host.ApiAsync("lin");
        Assert.Equal(HttpStatusCode.NotFound, (await lin.GetAsync($"/api/v1/polls/{poll}/receipt")).StatusCode);
        var first = (await host.SendAsync("lin", new CastBallot(poll, Choice.Yes))).Value.Receipt;
        var old = await lin.GetStringAsync($"/api/v1/polls/{poll}/receipt/file");
        await host.SendAsync("lin", new CastBallot(poll, Choice.No));
        var file = await lin.GetAsync($"/api/v1/polls/{poll}/receipt/file");
        var last = await file.Content.ReadAsStringAsync();
        Assert.StartsWith("receipt-", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(last, (await lin.GetFromJsonAsync<OpenReceipt>($"/api/v1/polls/{poll}/receipt"))!.Promise);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("chen")).GetAsync($"/api/v1/polls/{poll}/receipt")).StatusCode);
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var record = Path.Combine(host.Folder, $"{poll}.jsonl");
        await File.WriteAllTextAsync(record, await lin.GetStringAsync($"/api/v1/polls/{poll}/record"));
        Assert.Equal((0, 1), (await VerifyAsync(record, last), await VerifyAsync(record, old)));
        // What is wrong is named; a ballot that its voter replaced is not one that was left out.
        Assert.Equal("record.replaced", (await host.SendAsync("lin", new GetInclusion(poll, first))).Refusals[0].Code);
        var other = (await host.SendAsync("director", new SetUpPoll("换门？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(2)))).Value;
        await host.SendAsync("director", new OpenPoll(other));
        await host.SendAsync("lin", new CastBallot(other, Choice.Yes));
        var foreign = (await lin.GetFromJsonAsync<OpenReceipt>($"/api/v1/polls/{other}/receipt"))!.Promise;
        string Said(string promise) => new RecordCheck(promise: promise).Run(File.ReadLines(record)).Single(f => f.Name.StartsWith("promise", StringComparison.Ordinal)) is { Holds: false } wrong ? wrong.Name : "";
        Assert.Equal(["", "promise-replaced", "promise-poll", "promise-signature", "promise-signature"], new[] { last, old, foreign, last.Replace("promise", "Promise"), "" }.Select(Said));
    }

    private async Task<int> VerifyAsync(string record, string promise)
    {
        var file = Path.Combine(host.Folder, "promise.txt");
        await File.WriteAllTextAsync(file, promise);
        return VerifyVerb.Run(["--promise", file, record], host.Services.GetRequiredService<TextBook>(), TextWriter.Null, TextWriter.Null);
    }

    [Fact]
    public async Task The_page_shows_it_as_number_code_link_and_file()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("换灯？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(2)))).Value;
        await host.SendAsync("director", new OpenPoll(poll));
        var receipt = (await host.SendAsync("lin", new CastBallot(poll, Choice.Yes))).Value.Receipt;
        var page = await Browser.SignedInAsync(host, "lin");
        await page.GoAsync($"/polls/{poll}?receipt=true");
        Assert.Equal(receipt, page.Page.QuerySelector(".receipt .hash")!.TextContent);
        Assert.NotNull(page.Page.QuerySelector($"a[href='/polls/{poll}/record?leaf={receipt}']"));
        Assert.NotNull(page.Page.QuerySelector(".receipt svg.qr path[d^=M]"));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        await page.GoAsync($"/polls/{poll}/record?leaf={receipt}");
        Assert.Contains("在记录里", page.Text);
    }
}
