using Forum.Tests.Council;
using Forum.Voting;
using System.Text.Json;
using Forum.Council.Amendments;
using Forum.Council.Discussion;
using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Summaries;
using Forum.Council.Steps;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Notifications;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Notifications.Choices;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Foundation;

/// <summary>What a commit alters of the answers that are kept: never less than it does, and for what happens often hardly more.</summary>
public sealed class AlteredTests(ForumHost host) : IClassFixture<ForumHost>
{
    private Commits Commits => host.Services.GetRequiredService<Commits>();

    private async Task<(bool Here, bool There, bool Lists)> AlteredAsync(ProposalId here, ProposalId there, Func<Task> what)
    {
        await host.DrainAsync();
        ((long, long) Here, (long, long) There, (long, long) Lists) Now() => (Commits.On($"proposals/{here}"), Commits.On($"proposals/{there}"), Commits.On("proposals"));
        var before = Now();
        await what();
        // With all that follows: lines for the news, what was told.
        await host.DrainAsync();
        var after = Now();
        return (before.Here != after.Here, before.There != after.There, before.Lists != after.Lists);
    }

    [Fact]
    public async Task What_is_said_agreed_with_and_endorsed_alters_its_own_matter_alone()
    {
        using var own = new ForumHost();
        var mine = new AlteredTests(own);
        var (here, there) = (await own.ProposedAsync("甲"), await own.ProposedAsync("乙"));
        Assert.Equal((true, false, true), await mine.AlteredAsync(here, there, () => own.SendAsync("chen", new AddComment(here, "说一句", Stance.For))));
        var said = (await own.SendAsync("wu", new AddComment(here, "再说一句", Stance.For))).Value;
        Assert.Equal((true, false, true), await mine.AlteredAsync(here, there, () => own.SendAsync("chen", new AgreeWithComment(said))));
        Assert.Equal((true, false, true), await mine.AlteredAsync(here, there, () => own.SendAsync("chen", new Endorse(here))));
        Assert.Equal((true, false, true), await mine.AlteredAsync(here, there, () => own.SendAsync("chen", new WithdrawEndorsement(here))));
        Assert.Equal((false, false, false), await mine.AlteredAsync(here, there, () => own.SendAsync("lin", new ReadNews())));
        Assert.Equal((false, false, false), await mine.AlteredAsync(here, there, () => own.SendAsync("wu", new FollowMatter($"proposals/{here}", Following.Muted))));
        var poll = (await own.SendAsync("director", new SetUpPoll("去不去？", null, "yes-no-abstain", "residents", "open", own.Now().AddDays(3)))).Value;
        Assert.True((await own.SendAsync("director", new OpenPoll(poll))).Ok);
        foreach (var choice in new[] { Choice.Yes, Choice.No })
            Assert.Equal((false, false, false), await mine.AlteredAsync(here, there, async () => Assert.True((await own.SendAsync("chen", new CastBallot(poll, choice))).Ok)));
        var draft = (await own.SendAsync("chen", new StartDraft("草稿", "正文。"))).Value.Id;
        Assert.Equal((false, false, false), await mine.AlteredAsync(here, there, async () => Assert.True((await own.SendAsync("chen", new SaveDraft(draft, 1, "草稿", "又写了一句。"))).Ok)));
        // Nothing is said of these.
        Assert.Equal((true, true, true), await mine.AlteredAsync(here, there, () => own.SendAsync("lin", new Revise(here, "新的正文。"))));
        Assert.Equal((true, true, true), await mine.AlteredAsync(here, there, () => own.SendAsync("director", new HideText(there, "不实", HouseRule.Untrue))));
    }

    [Fact]
    public async Task What_is_written_past_the_change_tracker_and_what_another_process_writes_may_alter_everything()
    {
        using var own = new ForumHost();
        var (storage, commits) = (own.Services.GetRequiredService<IForumStorage>(), own.Services.GetRequiredService<Commits>());
        var id = await own.ProposedAsync("丙");
        await own.DrainAsync();
        var (wide, _) = commits.On("proposals");
        // Changed where it lies: of a table of which nothing is said, and of one that no answer reads.
        await own.DbAsync(db => db.Proposals.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Endorsed, 7)));
        Assert.Equal(wide + 1, commits.On("proposals").Wide);
        await own.DbAsync(db => db.News.Where(n => n.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, own.Now())));
        Assert.Equal(wide + 1, commits.On("proposals").Wide);
        // By the thousand, and given up.
        await own.DbAsync(async db =>
        {
            await using (var writing = await storage.BeginAsync(db, default)) await storage.InsertAsync(db, [new Talk(new(Guid.NewGuid()))], default);
            await using (var writing = await storage.BeginAsync(db, default))
            {
                await db.News.Where(n => n.ReadAt != null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, (DateTimeOffset?)null));
                await writing.CommitAsync(default);
            }
            Assert.Equal(wide + 1, commits.On("proposals").Wide);
            await using (var writing = await storage.BeginAsync(db, default))
            {
                await storage.InsertAsync(db, [new Talk(new(Guid.NewGuid()))], default);
                await writing.CommitAsync(default);
            }
            return 0;
        });
        Assert.Equal(wide + 2, commits.On("proposals").Wide);

        var others = new OtherCommits(storage, commits);
        var file = await own.DbAsync(db => Task.FromResult(db.Database.GetDbConnection().DataSource));
        await SqliteWatchTests.WriteElsewhereAsync(file, "UPDATE Proposals SET Endorsed = 9 WHERE Endorsed = 7");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (wide = commits.On("proposals").Wide; commits.On("proposals").Wide == wide; others.Look()) patience.Token.ThrowIfCancellationRequested();
    }

    // Whatever is done: everybody is answered as if nothing were kept.
    [Fact]
    public async Task After_each_step_what_is_kept_says_what_is_so()
    {
        var (here, there) = (await host.ProposedAsync("丁"), await host.ProposedAsync("戊"));
        var said = (await host.SendAsync("chen", new AddComment(here, "第一句", Stance.For))).Value;
        var answer = (await host.SendAsync("wu", new AddComment(here, "答一句", Stance.Against, said))).Value;
        Func<Task<bool>>[] steps =
        [
            async () => (await host.SendAsync("zhao", new AddComment(here, "又一句", Stance.Neither))).Ok,
            async () => (await host.SendAsync("zhao", new AgreeWithComment(said))).Ok,
            async () => (await host.SendAsync("chen", new EditComment(said, "第一句改了"))).Ok,
            async () => (await host.SendAsync("chen", new Endorse(there))).Ok,
            async () => (await host.SendAsync("director", new HideText(answer, "骂人", HouseRule.Insult))).Ok,
            async () => (await host.SendAsync("wu", new AppealHiding(answer, "没骂人"))).Ok,
            async () => (await host.SendAsync("supervisor", new AnswerHidingAppeal(answer, true, "没有骂人"))).Ok,
            async () => (await host.SendAsync("wu", new WithdrawComment(answer))).Ok,
            async () => (await host.SendAsync("lin", new Revise(here, "改过的正文。"))).Ok,
            async () => (await host.SendAsync("wu", new PutAmendment(here, 2, "再改一改的正文。", "更清楚"))).Ok,
            async () => (await host.SendAsync("director", new WriteSummary(here, "大家说了三句。"))).Ok,
            async () => (await host.SendAsync("chen", new DisputeSummary(here, "漏了我说的"))).Ok,
            async () => (await host.SendAsync("lin", new ReadNews())).Ok,
            async () => (await host.SendAsync("chen", new WithdrawEndorsement(there))).Ok,
            async () => (await host.SendAsync("lin", new TakeBackProposal(there, "不提了。"))).Ok,
            async () => (await host.SendAsync("director", new HideText(here, "不实", HouseRule.Untrue))).Ok,
        ];
        foreach (var (step, number) in steps.Select((s, i) => (s, i)))
        {
            foreach (var who in new[] { "lin", "zhao" }) await SaidAsync(who);
            Assert.True(await step(), $"step {number}");
            await host.DrainAsync();
            foreach (var who in new[] { "lin", "zhao" })
            {
                var kept = await SaidAsync(who);
                Commits.Anything();
                Assert.Equal(await SaidAsync(who), kept);
            }
        }

        async Task<string> SaidAsync(string who)
        {
            List<object?> all = [(await host.SendAsync(who, new ListProposals())).Value.Items, (await host.SendAsync(who, new GetUnread())).Value.Count];
            foreach (var id in new[] { here, there })
            {
                all.Add(await AskAsync(who, new GetProposal(id)));
                all.Add(await AskAsync(who, new GetDiscussion(id)));
                all.Add(await AskAsync(who, new GetProposalBoxes(id)));
                all.Add(await AskAsync(who, new ListAmendments(id)));
                all.Add(await AskAsync(who, new GetSummaries(id)));
            }
            return JsonSerializer.Serialize(all);
        }

        async Task<object?> AskAsync<T>(string who, IRequest<Outcome<T>> query) => await host.SendAsync(who, query) is { Ok: true, Value: var value } ? value : null;
    }
}
