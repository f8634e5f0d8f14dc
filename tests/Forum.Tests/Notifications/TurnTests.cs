using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Decisions;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Reception;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Notifications.Choices;
using Forum.Reception;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Notifications;

/// <summary>Everybody who took part is told at every turn, once; followers too; whoever muted is not.</summary>
public sealed class TurnTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<IReadOnlyList<string>> ToldAsync(string who, string about)
    {
        await host.DrainAsync();
        return [.. (await host.SendAsync(who, new GetNews())).Value.Items.Where(n => n.Text.Contains(about)).Reverse().Select(n => n.Text)];
    }

    [Fact]
    public async Task From_the_first_revision_to_the_dispatch()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        var id = (await host.SendAsync("lin", new Propose($"亭子{mark}", "修亭子。", null))).Value.Id;
        Assert.True((await host.SendAsync("chen", new Endorse(id))).Ok);
        Assert.True((await host.SendAsync("zhao", new AddComment(id, "好。", Stance.For))).Ok);
        Assert.True((await host.SendAsync("wu", new FollowMatter($"proposals/{id}", Following.Followed))).Ok);
        Assert.True((await host.SendAsync("volunteer", new FollowMatter($"proposals/{id}", Following.Followed))).Ok);
        Assert.True((await host.SendAsync("lin", new Revise(id, "修亭子，加椅子。"))).Ok);
        foreach (var who in new[] { "chen", "zhao", "wu" }) Assert.Equal([$"提案有了新的一稿：亭子{mark}"], (await ToldAsync(who, mark)).Where(t => t.Contains("新的一稿")));
        // Whoever did it is not told of it.
        Assert.DoesNotContain(await ToldAsync("lin", mark), t => t.Contains("新的一稿"));
        Assert.True((await host.SendAsync("volunteer", new FollowMatter($"proposals/{id}", Following.Muted))).Ok);

        var poll = (await host.SendAsync("director", new SetUpPoll($"修亭子{mark}吗？", $"proposals/{id}", "yes-no-abstain", "residents", "open", host.Now().AddDays(3)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        // On the roll and a participant: one line, the more telling one.
        Assert.Equal([$"表决开始，您在选民册上：修亭子{mark}吗？"], (await ToldAsync("chen", mark)).Where(t => t.Contains("表决开始")));
        await host.SendAsync("chen", new CastBallot(poll, Domain.Voting.Choice.Yes));
        await host.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Single(await ToldAsync("wu", mark), t => t.StartsWith("表决结束"));
        await host.AdvanceAsync(TimeSpan.FromDays(7));
        Assert.True((await host.SendAsync("director", new PublishDecision(poll, $"亭子{mark}", "修。", null))).Ok);
        foreach (var who in new[] { "lin", "chen", "zhao", "wu" })
        {
            var told = await ToldAsync(who, mark);
            Assert.Equal(1, told.Count(t => t.StartsWith("有决议了") || t.StartsWith("没有形成决议")));
            Assert.Equal(1, told.Count(t => t.StartsWith("已报送党组织")));
            Assert.Equal(told.Distinct(), told);
        }
        Assert.DoesNotContain(await ToldAsync("volunteer", mark), t => t.StartsWith("表决结束") || t.StartsWith("有决议了"));
    }

    [Fact]
    public async Task Whoever_follows_a_public_concern_hears_of_it_and_of_what_grows_from_it_and_nobody_of_a_private_one()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        var open = (await host.SendAsync("lin", new RaiseConcern("property", null, $"井盖{mark}", "响。", Visibility.Public))).Value.Id;
        Assert.True((await host.SendAsync("chen", new FollowMatter($"concerns/{open}", Following.Followed))).Ok);
        Assert.True((await host.SendAsync("director", new AcceptConcern(open))).Ok);
        Assert.Single(await ToldAsync("chen", mark));
        Assert.Equal([$"您的“井盖{mark}”已受理。"], await ToldAsync("lin", mark));
        Assert.True((await host.SendAsync("zhao", new Propose("换井盖", "换。", null, open))).Ok);
        Assert.Contains(await ToldAsync("lin", mark), t => t.Contains("提出了一份提案"));
        var closed = (await host.SendAsync("lin", new RaiseConcern("property", null, $"私密{mark}", "私。", Visibility.Private))).Value.Id;
        Assert.Equal("not-found", (await host.SendAsync("chen", new FollowMatter($"concerns/{closed}", Following.Followed))).Refusals[0].Code);
        foreach (var rubbish in new[] { "", "concerns", "concerns/x", $"../concerns/{open}", $"concerns/{open}/", $"CONCERNS/{open}", new string('x', 300) })
            Assert.Equal("not-found", (await host.SendAsync("chen", new FollowMatter(rubbish, Following.Followed))).Refusals[0].Code);
    }

    [Fact]
    public async Task An_objection_waits_for_those_who_answer_it_and_the_objector_hears_how_it_goes_on()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        var poll = (await host.SendAsync("director", new SetUpPoll($"换门{mark}吗？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(1)))).Value;
        await host.SendAsync("director", new OpenPoll(poll));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.True((await host.SendAsync("zhao", new ObjectToOutcome(poll, "没看到通知"))).Ok);
        Assert.Contains(await ToldAsync("director", mark), t => t.StartsWith("有一条异议等答复"));
        await host.AdvanceAsync(TimeSpan.FromDays(25));
        Assert.Contains(await ToldAsync("zhao", mark), t => t.StartsWith("已报送党组织"));
    }
}
