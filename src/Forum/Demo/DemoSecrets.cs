using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Voting;
using Forum.Voting.Papers;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;

namespace Forum.Demo;

/// <summary>Secret polls: one closed, with its record, and one open now. Each voter's own device does what a browser does.</summary>
public static class DemoSecrets
{
    private static readonly string[] Leaders = ["许静", "钱永福", "高玉兰", "吴海燕"];

    public static async Task TellAsync(DemoTeller teller)
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        var voters = await teller.ReadAsync(db => db.Accounts.Where(a => a.UserName!.StartsWith("owner.")).OrderBy(a => a.UserName).Select(a => a.UserName!).ToListAsync());
        await ClosedAsync(teller, voters, today.AddDays(-12).AddHours(1));
        await OpenNowAsync(teller, voters, today.AddDays(-1).AddHours(3));
        teller.Clock.Tell(null);
    }

    private static async Task ClosedAsync(DemoTeller teller, IReadOnlyList<string> voters, DateTimeOffset at)
    {
        var poll = await OpenAsync(teller, "您对居委会今年的工作是否满意？（满意选同意）", "yes-no-abstain", null, at, at.AddDays(6));
        var cast = 0;
        foreach (var voter in (await OnRollAsync(teller, poll, [.. voters, "lin", "chen", "zhao", "wu", "household"])).TakeLast(10))
        {
            var token = await TakeAsync(teller, poll, voter, at.AddHours(3 + (5 * cast)));
            await CastAsync(teller, poll, token, new(poll, cast++ % 6 == 2 ? Choice.No : cast == 9 ? Choice.Abstain : Choice.Yes), at.AddHours(5 + (5 * cast)));
        }
        await teller.WaitUntilAsync(at.AddDays(6));
    }

    private static async Task OpenNowAsync(DemoTeller teller, IReadOnlyList<string> voters, DateTimeOffset at)
    {
        var poll = await OpenAsync(teller, "推选社区文体队的队长", "approval", Leaders, at, at.AddDays(7).AddHours(8));
        foreach (var (voter, i) in (await OnRollAsync(teller, poll, voters)).Take(3).Select((v, i) => (v, i)))
            await CastAsync(teller, poll, await TakeAsync(teller, poll, voter, at.AddHours(2 + i)), new(poll, null, null, [Leaders[i % 4], Leaders[(i + 1) % 4]]), at.AddHours(3 + i));
        await teller.AsAsync("director", at.AddHours(9), new PrintPapers(poll, null, null, 20));
        await teller.AsAsync("director", at.AddHours(10), new GiveOutPaper(poll, await teller.VoterAsync("zhao"), Channel.Door, teller.AccountOf("grid.worker")));
    }

    private static async Task<PollId> OpenAsync(DemoTeller teller, string question, string method, IReadOnlyList<string>? options, DateTimeOffset at, DateTimeOffset closes)
    {
        var poll = await teller.AsAsync("director", at, new SetUpPoll(question, null, method, "residents", "secret", closes, options, 1, Papers: options is null ? null : "last", EntryHours: options is null ? null : 24));
        await teller.AsAsync("director", at.AddHours(1), new OpenPoll(poll));
        return poll;
    }

    private static async Task<IEnumerable<string>> OnRollAsync(DemoTeller teller, PollId poll, IReadOnlyList<string> voters)
    {
        var roll = await teller.OnRollAsync(poll);
        return voters.Where(roll.Contains);
    }

    private static async Task<VotingToken> TakeAsync(DemoTeller teller, PollId poll, string voter, DateTimeOffset at)
    {
        var key = (RsaKeyParameters)PublicKeyFactory.CreateKey((await teller.AskAsync(voter, new GetPollKey(poll))).Key);
        var factor = new RsaBlindingFactorGenerator();
        factor.Init(key);
        var (message, veil) = (RandomNumberGenerator.GetBytes(VotingToken.MessageLength), new RsaBlindingParameters(key, factor.GenerateBlindingFactor()));
        var blinding = new PssSigner(new RsaBlindingEngine(), new Sha384Digest(), 48);
        blinding.Init(true, veil);
        blinding.BlockUpdate(message, 0, message.Length);
        await teller.AsAsync(voter, at, new IssueToken(poll, blinding.GenerateSignature()));
        var signed = (await teller.AskAsync(voter, new SignToken(poll))).Signature;
        var unveiling = new RsaBlindingEngine();
        unveiling.Init(false, veil);
        // A number that begins with zeros comes back without them.
        return new(message, BigIntegers.AsUnsignedByteArray(signed.Length, new(1, unveiling.ProcessBlock(signed, 0, signed.Length))));
    }

    private static async Task CastAsync(DemoTeller teller, PollId poll, VotingToken token, CastBallot says, DateTimeOffset at) =>
        await teller.AsVisitorAsync(await teller.ReadAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.CommunityId).SingleAsync()), at, new CastSecretBallot(says, token.Message, token.Signature));
}
