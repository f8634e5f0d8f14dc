using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Foundation;

/// <summary>What everybody hears alike is asked once until something is committed, and never given to those who read something else.</summary>
public sealed class KeptAnswersTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly Caller Here = Caller.Visitor(new(Guid.NewGuid())), There = Caller.Visitor(new(Guid.NewGuid()));

    [Fact]
    public async Task An_answer_is_kept_until_something_is_committed_and_for_those_alone_who_read_the_same()
    {
        var commits = new Commits();
        var (kept, asked) = (new KeptAnswers(commits, new(host.Services.GetRequiredService<IForumStorage>(), commits)), 0);
        Task<int> Ask() => Task.FromResult(++asked);
        Assert.Equal(1, await kept.OfAsync("a", Here, Ask));
        Assert.Equal(1, await kept.OfAsync("a", Here, Ask));
        Assert.Equal(2, await kept.OfAsync("b", Here, Ask));
        Assert.Equal(3, await kept.OfAsync("a", There, Ask));
        commits.Anything();
        Assert.Equal(4, await kept.OfAsync("a", Here, Ask));
        // What was asked while something was committed may be older than that.
        Assert.Equal(5, await kept.OfAsync("c", Here, () => { commits.Anything(); return Ask(); }));
        Assert.Equal(6, await kept.OfAsync("c", Here, Ask));
        // What hangs on one matter alone is asked anew for that, and for what alters everything.
        Assert.Equal(7, await kept.OfAsync("d", Here, Ask, "proposals/1"));
        commits.Only(["proposals/2", "proposals"]);
        Assert.Equal(7, await kept.OfAsync("d", Here, Ask, "proposals/1"));
        Assert.Equal(8, await kept.OfAsync("c", Here, Ask));
        commits.Only(["proposals/1", "proposals"]);
        Assert.Equal(9, await kept.OfAsync("d", Here, Ask, "proposals/1"));
        commits.Anything();
        Assert.Equal(10, await kept.OfAsync("d", Here, Ask, "proposals/1"));
        // Of very many, those asked for longest ago are forgotten.
        for (var i = 0; i < 10_001; i++) await kept.OfAsync(i, Here, Ask);
        var last = asked;
        Assert.Equal(last, await kept.OfAsync(10_000, Here, Ask));
        Assert.Equal(last + 1, await kept.OfAsync("d", Here, Ask, "proposals/1"));
        // Of those of which anybody can ask for any number, fewer are kept.
        for (var i = 0; i < 501; i++) await kept.OfAsync($"page {i}", Here, Ask, null, 20);
        last = asked;
        Assert.Equal(last, await kept.OfAsync("page 500", Here, Ask, null, 20));
        Assert.Equal(last + 1, await kept.OfAsync("page 0", Here, Ask, null, 20));
        // A caller fills in what they are asked for: it is found again nevertheless.
        var again = Here with { AccountId = new(Guid.NewGuid()) };
        Assert.Equal(last + 2, await kept.OfAsync((1, again.AccountId, again.Holdings), again, Ask));
        Assert.NotNull(again.VoterIds);
        Assert.Equal(last + 2, await kept.OfAsync((1, again.AccountId, again.Holdings), again, Ask));
    }

    [Fact]
    public async Task Whoever_comments_reads_their_own_words_at_once_and_what_is_hidden_is_gone_at_once()
    {
        var id = (await host.SendAsync("lin", new Propose("开一扇侧门", "东边开一扇门。", null))).Value.Id;
        Task<int> CountAsync(string who) => host.SendAsync(who, new GetDiscussion(id)).ContinueWith(t => t.Result.Value.Items.Count, TaskScheduler.Default);
        for (var said = 0; said < 3; said++)
        {
            Assert.Equal((said, said), (await CountAsync("chen"), await CountAsync("lin")));
            Assert.True((await host.SendAsync("chen", new AddComment(id, $"第 {said} 句", Stance.For))).Ok);
        }
        Assert.True((await host.SendAsync("lin", new GetProposal(id))).Value.May.Revise);
        Assert.False((await host.SendAsync("chen", new GetProposal(id))).Value.May.Revise);
        Assert.Equal(Refusal.NotFound, (await host.SendAsync("lin.b", new GetProposal(id))).Refusals[0]);
        Assert.True((await host.SendAsync("director", new Forum.Council.Moderation.HideText(id, "说错了地方", Forum.Domain.Moderation.HouseRule.OffTopic))).Ok);
        Assert.Equal(Refusal.NotFound, (await host.SendAsync("chen", new GetProposal(id))).Refusals[0]);
        Assert.Equal(Refusal.NotFound, (await host.SendAsync("chen", new GetDiscussion(id))).Refusals[0]);
    }
}
