using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Voting;

namespace Forum.Tests.Voting;

/// <summary>Whoever watches the portal hears of a key file that is gone before a voter does.</summary>
public sealed class ReadyTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(HttpStatusCode Status, string? Ballots, int Polls)> LookAsync()
    {
        using var client = host.CreateClient();
        var answer = await client.GetAsync("/health/ready");
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, told.GetProperty("ballotsKey").GetString(), told.GetProperty("pollKeysMissing").GetInt32());
    }

    private async Task<(HttpStatusCode Status, string? Ballots, int Polls)> WithoutAsync(string key)
    {
        var file = Path.Combine(host.Folder, "keys", $"{key}.key");
        File.Move(file, file + ".aside");
        try { return await LookAsync(); }
        finally { File.Move(file + ".aside", file); }
    }

    [Fact]
    public async Task Without_the_key_of_the_seals_it_is_not_ready_and_without_one_polls_it_says_so()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "secret", host.Now().AddDays(1)))).Value;
        await host.DrainAsync();
        Assert.Equal((HttpStatusCode.OK, "ok", 0), await LookAsync());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "missing", 0), await WithoutAsync("ballots"));
        Assert.Equal((HttpStatusCode.OK, "ok", 1), await WithoutAsync($"poll-{poll}"));
        Assert.Equal((HttpStatusCode.OK, "ok", 0), await LookAsync());
    }
}
