using Forum.Voting;

namespace Forum.Tests.Voting;

/// <summary>A poll whose key file somebody moved away.</summary>
public sealed class KeyAwayTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task An_open_secret_poll_is_not_called_off_because_its_key_file_is_away()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("要取消的", null, "yes-no-abstain", "residents", "secret", host.Now().AddDays(1)))).Value;
        await host.SendAsync("director", new OpenPoll(poll));
        var (file, away) = (Path.Combine(host.Folder, "keys", $"poll-{poll}.key"), Path.Combine(host.Folder, $"{poll}.away"));
        File.Move(file, away);
        Assert.Equal("poll.key-away", (await host.SendAsync("director", new CallOffPoll(poll, "不合我意"))).Refusals[0].Code);
        File.Move(away, file);
        Assert.Equal("poll.runs", (await host.SendAsync("director", new CallOffPoll(poll, "不合我意"))).Refusals[0].Code);
        await host.SpoilAsync($"UPDATE Polls SET Voted = 7 WHERE Id = '{poll.ToString().ToUpperInvariant()}'");
        File.Move(file, away);
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll, "数据库被人改过"))).Ok);
    }
}
