using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Voting;
using Forum.Voting.Papers;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace Forum.Demo;

/// <summary>Polls over all channels: one counted, whose channels add up, and one open now, with papers that wait for their second person.</summary>
public static class DemoPapers
{
    private const string Witness = "居民小组长 魏国强";

    private sealed record Sheet(string Serial);

    public static async Task TellAsync(DemoTeller teller)
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        await CountedAsync(teller, today.AddDays(-20).AddHours(1));
        await OpenNowAsync(teller, today.AddDays(-3).AddHours(1));
        teller.Clock.Tell(null);
    }

    private static async Task CountedAsync(DemoTeller teller, DateTimeOffset at)
    {
        var poll = await OpenAsync(teller, "长者食堂的午饭提前到十点半开，是否同意？", "paper", at, at.AddDays(7));
        foreach (var (voter, i) in new[] { "lin", "chen", "zhao", "wu", "volunteer", "household" }.Select((v, i) => (v, i))) await teller.AsAsync(voter, at.AddHours(5 + (9 * i)), new CastBallot(poll, i == 1 ? Choice.No : Choice.Yes));
        var sheets = await PrintedAsync(teller, poll, new(poll, null, "2号楼1", null), at.AddDays(1));
        var given = at.AddDays(3);
        foreach (var (sheet, i) in sheets.Take(7).Select((s, i) => (s, i)))
        {
            var (channel, choice) = (i < 3 ? Channel.Desk : i < 5 ? Channel.Door : Channel.Paper, i == 4 ? Choice.No : Choice.Yes);
            await EnterAsync(teller, "director", poll, sheet, given.AddHours(5 + i), choice, channel, given.AddHours(i));
            await EnterAsync(teller, "grid.worker", poll, sheet, given.AddHours(6 + i), choice);
        }
        // One ticked everything, and one had voted online before: by the rule of this poll the paper stands.
        await EnterAsync(teller, "director", poll, sheets[7], given.AddHours(15), null, Channel.Paper, given.AddHours(7));
        await EnterAsync(teller, "supervisor", poll, sheets[7], given.AddHours(16), null);
        var zhao = await PrintedForAsync(teller, poll, "zhao", given.AddHours(17));
        await EnterAsync(teller, "director", poll, zhao, given.AddHours(19), Choice.No, Channel.Desk, given.AddHours(18));
        await EnterAsync(teller, "supervisor", poll, zhao, given.AddHours(20), Choice.No);
        await teller.WaitUntilAsync(at.AddDays(8));
    }

    private static async Task OpenNowAsync(DemoTeller teller, DateTimeOffset at)
    {
        var poll = await OpenAsync(teller, "2号楼和3号楼之间的空地改成小花园，是否同意？", "last", at, at.AddDays(9).AddHours(9));
        foreach (var (voter, i) in new[] { "chen", "wu", "household" }.Select((v, i) => (v, i))) await teller.AsAsync(voter, at.AddHours(3 + (7 * i)), new CastBallot(poll, i == 2 ? Choice.Abstain : Choice.Yes));
        var sheets = await PrintedAsync(teller, poll, new(poll, null, "2号楼0", null), at.AddDays(1));
        var given = at.AddDays(1).AddHours(2);
        foreach (var (sheet, channel) in sheets.Zip([Channel.Desk, Channel.Door, Channel.Paper]))
        {
            await EnterAsync(teller, "director", poll, sheet, given.AddHours(3), Choice.Yes, channel, given);
            await EnterAsync(teller, "steward", poll, sheet, given.AddHours(4), Choice.Yes);
        }
        foreach (var (sheet, i) in sheets.Skip(3).Take(3).Select((s, i) => (s, i))) await EnterAsync(teller, "director", poll, sheet, given.AddHours(6), i == 1 ? Choice.No : Choice.Yes, i == 0 ? Channel.Door : Channel.Desk, given.AddHours(5));
    }

    private static async Task<PollId> OpenAsync(DemoTeller teller, string question, string rule, DateTimeOffset at, DateTimeOffset closes)
    {
        var poll = await teller.AsAsync("director", at, new SetUpPoll(question, null, "yes-no-abstain", "residents", "open", closes, Papers: rule, EntryHours: 24));
        await teller.AsAsync("director", at.AddHours(1), new OpenPoll(poll));
        return poll;
    }

    private static async Task<IReadOnlyList<Sheet>> PrintedAsync(DemoTeller teller, PollId poll, PrintPapers print, DateTimeOffset at)
    {
        var printed = await teller.AsAsync("director", at, print);
        return await teller.ReadAsync(db => db.BallotPapers.Where(p => p.PollId == poll && p.Batch == printed.Batch).OrderBy(p => p.Label).Select(p => new Sheet(p.Serial)).ToListAsync());
    }

    private static async Task<Sheet> PrintedForAsync(DemoTeller teller, PollId poll, string voter, DateTimeOffset at) =>
        (await PrintedAsync(teller, poll, new(poll, await teller.VoterAsync(voter), null, null), at))[0];

    // Whoever is second reads only; nothing read is a spoilt paper.
    private static Task EnterAsync(DemoTeller teller, string by, PollId poll, Sheet sheet, DateTimeOffset at, Choice? read, Channel? channel = null, DateTimeOffset? given = null) =>
        teller.AsAsync(by, at, new EnterPaper(new(poll, read), sheet.Serial, read is null, channel, given, channel is Channel.Desk or Channel.Door ? Witness : null, channel is null ? null : Scan(sheet)));

    // A picture stands in for the scanned sheet.
    private static byte[] Scan(Sheet sheet)
    {
        using var code = QRCodeGenerator.GenerateQrCode(sheet.Serial, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        return picture.GetGraphic(4);
    }
}
