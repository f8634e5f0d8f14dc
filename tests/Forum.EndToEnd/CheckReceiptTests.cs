using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;

namespace Forum.EndToEnd;

/// <summary>The record's page checks a receipt against a downloaded record by itself: the good one holds, a changed one does not, and nothing leaves the browser.</summary>
[Collection("one window after another")]
public sealed class CheckReceiptTests(Portal portal)
{
    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(text) };

    private async Task<(string Poll, string Record, string Receipt)> ClosedAsync()
    {
        using var director = await portal.ApiAsync("director");
        var now = await Portal.AdvanceAsync(director, "PT1S");
        var poll = await Portal.PollAsync(director, "yes-no-abstain", "open", now.AddHours(2));
        var receipt = "";
        foreach (var (voter, choice) in new[] { ("lin", "yes"), ("chen", "no"), ("zhao", "yes") })
        {
            using var api = await portal.ApiAsync(voter);
            (await api.PostAsync($"/api/v1/polls/{poll}/ballots", new StringContent($$"""{"choice":"{{choice}}"}""", null, "application/json"))).EnsureSuccessStatusCode();
            receipt = await api.GetStringAsync($"/api/v1/polls/{poll}/receipt/file");
        }
        await Portal.AdvanceAsync(director, "PT2H");
        return (poll, await director.GetStringAsync($"/api/v1/polls/{poll}/record"), receipt);
    }

    [Fact]
    public async Task A_good_record_holds_and_every_kind_of_forgery_is_named()
    {
        var (poll, record, receipt) = await ClosedAsync();
        var page = await portal.WindowAsync(phone: true);
        await page.GotoAsync($"/polls/{poll}/record");
        // From here on the page has no network: what it says, it found by itself.
        await page.Context.SetOfflineAsync(true);
        Task<string[]> CheckAsync(string file, string promise) => SaidAsync(page, file, promise);
        Assert.Equal(["good", "key", "signed", "first", "root", "in"], await CheckAsync(record, receipt));
        await PagesTests.JudgeAsync(page, "a receipt that holds");
        // One answer turned round, and the same turned round in the voter's own line.
        var lines = record.Split('\n');
        Assert.Equal(["bad", "key", "signed", "first", "root-wrong", "in"], await CheckAsync(Turned(lines, OtherLine(lines, receipt)), receipt));
        Assert.Equal(["bad", "key", "signed", "first", "root-wrong", "not-in"], await CheckAsync(Turned(lines, OwnLine(lines, receipt)), receipt));
        Assert.Equal(["bad", "key", "signed", "first", "root-wrong", "in"], await CheckAsync(string.Join('\n', lines.Where((_, i) => i != OtherLine(lines, receipt))), receipt));
        await PagesTests.JudgeAsync(page, "a receipt that does not hold");
        // The first line alone: an outcome turned round, and its signature.
        foreach (var (was, becomes) in new[] { ("\"outcome\":\"passed\"", "\"outcome\":\"failed\""), ("\"outcome\":\"failed\"", "\"outcome\":\"passed\"") }.Where(c => lines[0].Contains(c.Item1)))
            Assert.Equal(["bad", "key", "signed", "first-wrong", "root", "in"], await CheckAsync(record.Replace(was, becomes), receipt));
        // A receipt whose signature is another's, one of another poll, and no record at all.
        var signature = receipt.TrimEnd()[^10..];
        Assert.Equal(["bad", "key", "not-signed", "first", "root", "in"], await CheckAsync(record, receipt.Replace(signature, string.Concat(signature.Select(c => c == 'A' ? 'B' : c == '=' ? '=' : 'A')))));
        Assert.Equal(["no-receipt"], await CheckAsync(record, receipt.Replace(poll, Guid.NewGuid().ToString())));
        Assert.Equal(["no-record"], await CheckAsync("{}", receipt));
        // Files as Windows saves them.
        Assert.Equal("good", (await CheckAsync(record.Replace("\n", "\r\n"), receipt.Replace("\n", "\r\n")))[0]);
    }

    private static async Task<string[]> SaidAsync(IPage page, string record, string receipt)
    {
        await page.SetInputFilesAsync("#check-record", File("poll.jsonl", record));
        await page.SetInputFilesAsync("#check-receipt", File("receipt.txt", receipt));
        await page.EvaluateAsync("document.getElementById('check-said').replaceChildren()");
        await page.ClickAsync("#check-form .btn");
        await Assertions.Expect(page.Locator("#check-said li").First).ToBeVisibleAsync();
        return await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#check-said [data-word]')].map(p => p.dataset.word)");
    }

    [Fact]
    public async Task While_a_poll_is_open_a_receipt_that_is_not_among_its_hashes_waits_and_another_key_is_named()
    {
        var (poll, record, receipt) = await ClosedAsync();
        var page = await portal.WindowAsync();
        await page.GotoAsync($"/polls/{poll}/record");
        // The same poll as it would be while open, with two of its three hashes, under a key that this test knows.
        var key = new LogKey(new KeyFolder(Directory.CreateTempSubdirectory("forum-key-").FullName), new ConfigurationBuilder().Build());
        var id = new PollId(Guid.Parse(poll));
        byte[][] hashes = [.. record.Split('\n')[1..].Select(line => MerkleTree.LeafHash(System.Text.Encoding.UTF8.GetBytes(line)))];
        var open = RecordHeader.Read(record.Split('\n')[0])!.Value.Says with
        {
            Verifier = key.Verifier, Leaves = "hashes", Outcome = null, TallyHash = null, Channels = null, LotSeed = null, Replaced = null, Marks = Convert.ToBase64String(RecordMarks.Of([.. hashes[..2].SelectMany(h => h)])),
            Checkpoints = [key.Sign(new Checkpoint(key.Origin(id), 2, MerkleTree.Root(hashes[..2])).Text)],
        };
        string[] lines = [System.Text.Encoding.UTF8.GetString(RecordHeader.Sign(open, key)), .. hashes[..2].Select(hash => $"{{\"leaf\":\"{Convert.ToHexStringLower(hash)}\"}}")];
        var halved = string.Join('\n', lines);
        Assert.Equal(["bad", "key-other"], await SaidAsync(page, halved, receipt));
        await page.EvaluateAsync($"document.getElementById('check').dataset.verifier = '{key.Verifier}'");
        Assert.Equal(["not-yet", "key", "signed", "first", "root"], await SaidAsync(page, halved, key.Promise(id, hashes[2])));
        Assert.Equal(["good", "key", "signed", "first", "root", "in"], await SaidAsync(page, halved, key.Promise(id, hashes[1])));
        Assert.Equal(["bad", "key", "signed", "first", "root-wrong", "not-yet"], await SaidAsync(page, string.Join('\n', lines[..2]), key.Promise(id, hashes[2])));
        // What was published is missed, though the poll is open.
        Assert.Equal(["bad", "key", "signed", "first", "root-wrong", "not-in"], await SaidAsync(page, string.Join('\n', lines[..2]), key.Promise(id, hashes[1])));
        // A line of another form is found, and hides no other.
        Assert.Equal(["bad", "key", "signed", "first", "root-wrong", "in"], await SaidAsync(page, halved.Replace(lines[1], lines[1] + " "), key.Promise(id, hashes[1])));
        // Before the first are published there is less to look at, and no less looking.
        var empty = System.Text.Encoding.UTF8.GetString(RecordHeader.Sign(open with { Marks = "", Checkpoints = [] }, key));
        Assert.Equal(["not-yet", "key", "signed", "first"], await SaidAsync(page, empty + "\n", key.Promise(id, hashes[2])));
        Assert.Equal(["bad", "key", "signed", "first-wrong", "not-yet"], await SaidAsync(page, empty.Replace("\"number\":\"", "\"number\":\"9"), key.Promise(id, hashes[2])));
        Assert.Equal(["bad", "key", "not-signed", "first", "not-yet"], await SaidAsync(page, empty, key.Promise(id, hashes[2]).Replace(Convert.ToBase64String(hashes[2]), Convert.ToBase64String(hashes[1]))));
        Assert.Equal("bad", (await SaidAsync(page, halved.Replace("\n", "\n\n"), key.Promise(id, hashes[1])))[0]);
        Assert.Equal(["bad", "key", "signed", "first-wrong", "root-wrong", "not-in"], await SaidAsync(page, lines[0].Replace("\"hashes\"", "\"ballots\""), key.Promise(id, hashes[2])));
    }

    private static string Turned(string[] lines, int at) =>
        string.Join('\n', lines.Select((line, i) => i != at ? line : line.Contains("\"yes\"") ? line.Replace("\"yes\"", "\"no\"") : line.Replace("\"no\"", "\"yes\"")));

    private static int OwnLine(string[] lines, string receipt)
    {
        var leaf = receipt.Split('\n')[2];
        return Array.FindIndex(lines, line => Convert.ToBase64String(Forum.Domain.Ledger.MerkleTree.LeafHash(System.Text.Encoding.UTF8.GetBytes(line))) == leaf);
    }

    private static int OtherLine(string[] lines, string receipt) => OwnLine(lines, receipt) == 1 ? 2 : 1;

    [Fact]
    public async Task Without_a_script_the_page_points_to_the_command_line()
    {
        var (poll, _, _) = await ClosedAsync();
        var page = await portal.WindowAsync(javascript: false);
        await page.GotoAsync($"/polls/{poll}/record");
        await Assertions.Expect(page.Locator("#check-form")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#check-needs")).ToBeVisibleAsync();
    }
}
