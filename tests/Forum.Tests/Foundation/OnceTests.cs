using Forum.Domain.Reception;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Foundation;

/// <summary>A request sent twice by a shaky network, or by a double tap, is one act.</summary>
public sealed class OnceTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static RaiseConcern Concern(string title) => new("other", null, title, "说一说", Visibility.Public);

    [Fact]
    public async Task Forty_at_once_under_one_key_leave_one_concern_and_one_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.SendAsync("lin", Concern("一次就好"), "key-1")));
        Assert.Single(answers.Select(a => a.Value.Number).Distinct());
        Assert.Equal(1, await host.DbAsync(db => db.Concerns.CountAsync(c => c.Title == "一次就好")));
    }

    [Fact]
    public async Task The_same_key_on_another_request_is_refused()
    {
        await host.SendAsync("lin", Concern("第一件"), "key-2");
        Assert.Equal("once.other-request", (await host.SendAsync("lin", Concern("第二件"), "key-2")).Refusals[0].Code);
    }

    [Fact]
    public async Task Keys_of_two_people_do_not_meet()
    {
        await host.SendAsync("lin", Concern("林的"), "key-3");
        Assert.True((await host.SendAsync("chen", Concern("陈的"), "key-3")).Ok);
    }
}
