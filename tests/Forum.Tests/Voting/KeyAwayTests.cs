using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Record;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>A poll whose key file somebody moved away.</summary>
public sealed class KeyAwayTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(PollId Poll, string File, string Away)> OpenAsync(ForumHost at)
    {
        var poll = (await at.SendAsync("director", new SetUpPoll("要取消的", null, "yes-no-abstain", "residents", "secret", at.Now().AddDays(1)))).Value;
        await at.SendAsync("director", new OpenPoll(poll));
        return (poll, Path.Combine(at.Folder, "keys", $"poll-{poll}.key"), Path.Combine(at.Folder, $"{poll}.away"));
    }

    // As a start finds it: nothing of the key is in memory.
    private static void Forget(ForumHost at, PollId poll, string file)
    {
        var kept = File.Exists(file) ? File.ReadAllBytes(file) : null;
        at.Services.GetRequiredService<PollKeys>().Destroy(poll);
        if (kept is not null) at.Services.GetRequiredService<KeyFolder>().Write($"poll-{poll}", kept);
    }

    [Fact]
    public async Task An_open_secret_poll_is_not_called_off_because_its_key_file_is_away()
    {
        var (poll, file, away) = await OpenAsync(host);
        File.Move(file, away);
        Assert.Equal("poll.key-away", (await host.SendAsync("director", new CallOffPoll(poll, "不合我意"))).Refusals[0].Code);
        File.Move(away, file);
        Assert.Equal("poll.runs", (await host.SendAsync("director", new CallOffPoll(poll, "不合我意"))).Refusals[0].Code);
        await host.SpoilAsync($"UPDATE Polls SET Voted = 7 WHERE Id = '{poll.ToString().ToUpperInvariant()}'");
        File.Move(file, away);
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll, "数据库被人改过"))).Ok);
    }

    [Fact]
    public async Task Without_it_the_poll_does_not_close_and_with_it_brought_back_every_ballot_counts()
    {
        using var own = new ForumHost();
        var (poll, file, away) = await OpenAsync(own);
        await own.BoxAsync(poll, 3, _ => Choice.Yes);
        File.Move(file, away);
        Forget(own, poll, file);
        await own.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(BallotBox.Shut, (await own.SendAsync("director", new ClosePoll(poll))).Refusals[0].Code);
        await own.AdvanceAsync(TimeSpan.FromMinutes(2));
        var seen = (await own.SendAsync("director", new GetPoll(poll))).Value;
        Assert.Equal((BallotBox.Shut, true), (seen.Stuck, seen.May.CallOff));
        File.Move(away, file);
        await own.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(3, (await own.SendAsync("lin", new GetResult(poll))).Value.Counts["yes"].Persons);
    }

    [Fact]
    public async Task Without_it_nothing_is_published_and_with_it_everything_that_waited_is()
    {
        using var own = new ForumHost();
        var (poll, file, away) = await OpenAsync(own);
        await own.BoxAsync(poll, 45, _ => Choice.Yes);
        File.Move(file, away);
        Forget(own, poll, file);
        var community = await own.DbAsync(async db => (await db.Polls.FindAsync(poll))!.CommunityId);
        Assert.Equal(BallotBox.Shut, (await own.SendAsPortalAsync(community, new PublishBatch(poll))).Refusals[0].Code);
        Assert.Equal((0, 0), await own.DbAsync(async db => (await db.BoxedBallots.CountAsync(b => b.PollId == poll && b.Batch != null), await db.Checkpoints.CountAsync(c => c.PollId == poll))));
        File.Move(away, file);
        Assert.True((await own.SendAsPortalAsync(community, new PublishBatch(poll))).Ok);
        Assert.Equal(25, await own.DbAsync(db => db.BoxedBallots.CountAsync(b => b.PollId == poll && b.Batch == 1)));
        await own.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(45, (await own.SendAsync("lin", new GetResult(poll))).Value.Counts["yes"].Persons);
    }

    [Fact]
    public async Task A_spoilt_file_or_another_polls_opens_and_seals_nothing_and_check_goes_on()
    {
        using var own = new ForumHost();
        var (poll, file, away) = await OpenAsync(own);
        await own.BoxAsync(poll, 2, _ => Choice.Yes);
        var (_, other, _) = await OpenAsync(own);
        File.Move(file, away);
        foreach (var spoilt in new[] { new byte[40], new byte[3], File.ReadAllBytes(other) })
        {
            File.WriteAllBytes(file, spoilt);
            Forget(own, poll, file);
            Assert.Null(own.Services.GetRequiredService<PollKeys>().Box(poll));
            Assert.Contains(await own.CheckAsync(), line => line.EndsWith("its key opens no more"));
        }
        File.Move(away, file, overwrite: true);
        await own.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(2, (await own.SendAsync("lin", new GetResult(poll))).Value.Counts["yes"].Persons);
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string path, object body) => await (await client.PostAsJsonAsync($"/api/v1/polls/{path}", body)).Content.ReadFromJsonAsync<JsonElement>();

    // A ballot that says yes, with a token of whoever takes it.
    private static async Task<object> BallotAsync(HttpClient who, PollId poll)
    {
        var token = new TokenClient((await who.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/key")).GetProperty("key").GetBytesFromBase64());
        return new { token = token.Message, signature = token.Finalize((await AskAsync(who, $"{poll}/tokens", new { blinded = token.Blinded })).GetProperty("signature").GetBytesFromBase64()), choice = "yes" };
    }

    [Theory]
    [InlineData("away")]
    [InlineData("zeros")]
    [InlineData("another")]
    public async Task While_it_is_not_in_its_place_no_token_is_given_out_and_no_ballot_taken_whatever_is_in_memory(string how)
    {
        using var own = new ForumHost();
        var (poll, file, away) = await OpenAsync(own);
        var (_, other, _) = await OpenAsync(own);
        var (chen, lin, nobody) = (await own.ApiAsync("chen"), await own.ApiAsync("lin"), own.CreateClient(new() { HandleCookies = false }));
        var key = (await chen.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/key")).GetProperty("key").GetBytesFromBase64();
        var (token, fresh) = (new TokenClient(key), new TokenClient(key));
        Task<JsonElement> TakeAsync(HttpClient client, TokenClient its) => AskAsync(client, $"{poll}/tokens", new { blinded = its.Blinded });
        Task<JsonElement> CastAsync(TokenClient its, JsonElement signed) => AskAsync(nobody, $"{poll}/secret-ballots", new { token = its.Message, signature = its.Finalize(signed.GetProperty("signature").GetBytesFromBase64()), choice = "yes" });
        var signed = await TakeAsync(chen, token);
        await own.BoxAsync(poll, 1, _ => Choice.Yes);

        File.Move(file, away);
        if (how != "away") File.WriteAllBytes(file, how == "zeros" ? new byte[40] : File.ReadAllBytes(other));
        foreach (var refused in new[] { await TakeAsync(lin, fresh), await TakeAsync(chen, token), await CastAsync(token, signed) }) Assert.Equal(BallotBox.Shut, refused.GetProperty("code").GetString());
        Assert.Equal((1, 1), await own.DbAsync(async db => (await db.SpentLines.CountAsync(l => l.PollId == poll), await db.BoxedBallots.CountAsync(b => b.PollId == poll))));

        File.Move(away, file, overwrite: true);
        Assert.True((await CastAsync(token, signed)).TryGetProperty("leaf", out _));
        Assert.True((await CastAsync(fresh, await TakeAsync(lin, fresh))).TryGetProperty("leaf", out _));
        await own.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(3, (await own.SendAsync("lin", new GetResult(poll))).Value.Counts["yes"].Persons);
    }

    [Fact]
    public async Task Lost_for_good_it_is_called_off_after_the_end_and_the_ledger_says_why()
    {
        using var own = new ForumHost();
        var (poll, file, _) = await OpenAsync(own);
        await own.BoxAsync(poll, 3, _ => Choice.Yes);
        File.Delete(file);
        Forget(own, poll, file);
        await own.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("poll.key-away", (await own.SendAsync("director", new CallOffPoll(poll, "密钥文件丢了"))).Refusals[0].Code);
        await own.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.True((await own.SendAsync("director", new CallOffPoll(poll, "密钥文件丢了"))).Ok);
        Assert.Contains("its key opens no more", await own.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}" && r.Act == "poll.called-off").Select(r => r.Facts).SingleAsync()));
        var told = await (await own.CreateClient().PostAsJsonAsync($"/api/v1/polls/{poll}/record/inclusion", new { leaf = new string('a', 64) })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("record.never-told", told.GetProperty("code").GetString());
        await own.DrainAsync();
        // These ballots bear no good token; else nothing is wrong.
        Assert.All(await own.CheckAsync(), line => Assert.EndsWith("3 ballots of 0 tokens and papers that were counted", line));
    }

    [Fact]
    public async Task While_the_box_is_shut_after_the_end_nobody_is_told_that_their_ballot_was_not_cast()
    {
        using var own = new ForumHost();
        var (poll, file, away) = await OpenAsync(own);
        var (lin, nobody) = (await own.ApiAsync("lin"), own.CreateClient(new() { HandleCookies = false }));
        var ballot = await BallotAsync(lin, poll);
        async Task<(int Status, JsonElement Told)> CastAsync() => await nobody.PostAsJsonAsync($"/api/v1/polls/{poll}/secret-ballots", ballot) is var answer ? ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>()) : default;
        async Task<(int, string?)> LeafAsync() => await CastAsync() is var cast ? (cast.Status, cast.Told.GetProperty("leaf").GetString()) : default;
        async Task<(int, string?)> CodeAsync() => await CastAsync() is var cast ? (cast.Status, cast.Told.GetProperty("code").GetString()) : default;
        var first = await LeafAsync();
        Assert.Equal(201, first.Item1);
        File.Move(file, away);
        Assert.Equal((409, BallotBox.Shut), await CodeAsync());
        Forget(own, poll, file);
        await own.AdvanceAsync(TimeSpan.FromDays(1.1));
        Assert.Equal((409, BallotBox.Shut), await CodeAsync());
        File.Move(away, file);
        Assert.Equal(first, await LeafAsync());
    }

    [Fact]
    public async Task While_the_box_is_shut_no_receipt_is_said_to_be_nobodys()
    {
        using var own = new ForumHost();
        var (poll, file, away) = await OpenAsync(own);
        var (lin, nobody) = (await own.ApiAsync("lin"), own.CreateClient(new() { HandleCookies = false }));
        var ballot = await BallotAsync(lin, poll);
        var leaf = (await AskAsync(nobody, $"{poll}/secret-ballots", ballot)).GetProperty("leaf").GetString();
        async Task<string?> LookedUpAsync() => (await AskAsync(nobody, $"{poll}/record/inclusion", new { leaf })).GetProperty("code").GetString();
        Assert.Equal("record.not-yet", await LookedUpAsync());
        File.Move(file, away);
        Forget(own, poll, file);
        Assert.Equal("record.box-shut", await LookedUpAsync());
        Assert.Contains("票箱现在打不开", (await new Browser(own).GoAsync($"/polls/{poll}/record")) is var page ? (await page.PostAsync("look-up", new() { ["leaf"] = leaf! })).Text : "");
        File.Move(away, file);
        Assert.Equal("record.not-yet", await LookedUpAsync());
    }

    [Fact]
    public async Task Whoever_casts_right_after_a_sound_closing_is_told_that_it_closed()
    {
        using var own = new ForumHost();
        var (poll, _, _) = await OpenAsync(own);
        var (lin, chen, nobody) = (await own.ApiAsync("lin"), await own.ApiAsync("chen"), own.CreateClient(new() { HandleCookies = false }));
        var (first, late) = (await BallotAsync(lin, poll), await BallotAsync(chen, poll));
        Assert.True((await AskAsync(nobody, $"{poll}/secret-ballots", first)).TryGetProperty("leaf", out _));
        await own.AdvanceAsync(TimeSpan.FromDays(1));
        await own.DrainAsync();
        Assert.Equal(PollState.Closed, await own.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.State).SingleAsync()));
        Assert.Equal("poll.closed", (await AskAsync(nobody, $"{poll}/secret-ballots", late)).GetProperty("code").GetString());
    }
}
