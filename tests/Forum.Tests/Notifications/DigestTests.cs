using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Forum.Domain.Notifications;
using Forum.Foundation.Due;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Notifications.Choices;
using Forum.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Notifications;

/// <summary>Digests: when they are due, what is in them, what is not, and that there is one.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    // What the demo's own matters do as days pass makes no digest here.
    private const string Who = "care", At = "care@example.org";
    private readonly ForumHost _host = new();

    public async ValueTask InitializeAsync()
    {
        await _host.ProvenAsync(Who, At);
        Assert.True((await _host.SendAsync(Who, new ChooseNotices(new Dictionary<NewsKind, Frequency> { [NewsKind.Turn] = Frequency.Never }))).Ok);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<ProposalId> ProposedAsync(string title = "装长椅") => (await _host.SendAsync(Who, new Propose(title, "门口装一把。", null))).Value.Id;

    private async Task SaidAsync(ProposalId proposal, string by = "chen") => Assert.True((await _host.SendAsync(by, new AddComment(proposal, $"好。{Guid.NewGuid():N}", Stance.For))).Ok);

    private Task<List<MailRow>> DigestsAsync() => _host.DbAsync(db => db.Mails.AsNoTracking().Where(m => m.Kind == MailKind.Digest).ToListAsync());

    private async Task<IReadOnlyList<MimeKit.MimeMessage>> LettersAsync() => [.. (await _host.FilesToAsync(At)).Where(m => m.Subject!.Contains("条新消息") || m.Subject.Contains("What is new"))];

    // To the next such hour of such a day, in the community's zone.
    private async Task GoToAsync(int hour, DayOfWeek? day = null)
    {
        await _host.DrainAsync();
        var local = _host.Now().ToOffset(TimeSpan.FromHours(8));
        var to = new DateTimeOffset(local.Date.AddHours(hour), TimeSpan.FromHours(8));
        while (to <= local || (day is { } on && to.DayOfWeek != on)) to = to.AddDays(1);
        await _host.AdvanceAsync(to - local);
    }

    [Fact]
    public async Task What_happened_by_day_comes_at_eight_grouped_and_each_line_once()
    {
        var (first, second) = (await ProposedAsync("装长椅"), await ProposedAsync("种桂花"));
        await SaidAsync(first);
        await SaidAsync(first, "zhao");
        await SaidAsync(second);
        await GoToAsync(7, DayOfWeek.Wednesday);
        await GoToAsync(9);
        var mail = (await LettersAsync())[^1];
        Assert.Equal("有 2 条新消息", mail.Subject);
        Assert.Equal(1, mail.TextBody!.Split('\n').Count(l => l.Contains("“装长椅”") && l.Contains("2 次")));
        Assert.Contains("种桂花", mail.TextBody);
        Assert.Contains("/mail/mute?t=", mail.HtmlBody);
    }

    [Fact]
    public async Task What_was_hidden_or_taken_back_before_the_hour_makes_no_line_and_no_digest()
    {
        var (gone, left) = (await ProposedAsync("装长椅"), await ProposedAsync("种桂花"));
        async Task<CommentId> SayAsync(ProposalId of) => (await _host.SendAsync("chen", new AddComment(of, $"好。{Guid.NewGuid():N}", Stance.For))).Value;
        await GoToAsync(9, DayOfWeek.Wednesday);
        var before = (await LettersAsync()).Count;
        var (hidden, withdrawn) = (await SayAsync(gone), await SayAsync(gone));
        await _host.DrainAsync();
        Assert.True((await _host.SendAsync("director", new HideText(hidden, "跑题", HouseRule.OffTopic))).Ok);
        Assert.True((await _host.SendAsync("chen", new WithdrawComment(withdrawn))).Ok);
        await GoToAsync(9);
        Assert.Equal(before, (await LettersAsync()).Count);
        var said = await SayAsync(left);
        await SayAsync(left);
        await _host.DrainAsync();
        Assert.True((await _host.SendAsync("chen", new WithdrawComment(said))).Ok);
        await GoToAsync(9);
        Assert.Equal("有 1 条新消息", (await LettersAsync())[^1].Subject);
        Assert.DoesNotContain("2 次", (await LettersAsync())[^1].TextBody);
    }

    [Fact]
    public async Task Nothing_new_no_digest_and_what_was_read_is_not_new()
    {
        var before = (await DigestsAsync()).Count;
        var proposal = await ProposedAsync();
        await SaidAsync(proposal);
        await _host.DrainAsync();
        Assert.True((await _host.SendAsync(Who, new ReadNews())).Ok);
        await GoToAsync(9, DayOfWeek.Wednesday);
        await GoToAsync(9);
        Assert.Equal(before, (await DigestsAsync()).Count);
        Assert.False(await _host.DbAsync(db => db.News.AnyAsync(n => n.Waits != null && n.ReadAt != null && n.Href.Contains(proposal.ToString()))));
    }

    [Fact]
    public async Task Made_once_however_often_and_by_however_many_and_after_a_late_start_too()
    {
        await SaidAsync(await ProposedAsync());
        // Three days pass at a leap, as after a standstill.
        await _host.DrainAsync();
        await _host.AdvanceAsync(TimeSpan.FromDays(3));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _host.Services.GetRequiredService<DueRunner>().RunAsync(default)));
        var digest = Assert.Single(await DigestsAsync());
        Assert.True((await _host.SendAsPortalAsync(default, new MakeDigest(digest.AccountId, digest.At))).Ok);
        Assert.Single(await DigestsAsync());
        await _host.SendMailAsync();
        await _host.SendMailAsync();
        Assert.Single(await LettersAsync());
    }

    [Fact]
    public async Task Weekly_waits_for_monday_and_never_is_never()
    {
        Assert.True((await _host.SendAsync(Who, new ChooseNotices(new Dictionary<NewsKind, Frequency> { [NewsKind.Talk] = Frequency.Weekly }))).Ok);
        await GoToAsync(9, DayOfWeek.Tuesday);
        var before = (await DigestsAsync()).Count;
        var (kept, never) = (await ProposedAsync("每周看"), await ProposedAsync("不看"));
        Assert.True((await _host.SendAsync(Who, new FollowMatter($"proposals/{never}", Following.Muted))).Ok);
        await SaidAsync(kept);
        await SaidAsync(never);
        await GoToAsync(9, DayOfWeek.Saturday);
        Assert.Equal(before, (await DigestsAsync()).Count);
        await GoToAsync(9, DayOfWeek.Monday);
        Assert.Equal(before + 1, (await DigestsAsync()).Count);
        var mail = (await LettersAsync())[^1];
        Assert.Contains("每周看", mail.TextBody);
        Assert.DoesNotContain("不看", mail.TextBody);
        Assert.DoesNotContain((await _host.SendAsync(Who, new GetNews())).Value.Items, n => n.Text.Contains("不看"));
    }

    [Fact]
    public async Task A_weekly_one_whose_monday_passed_while_the_portal_was_off_goes_out_as_soon_as_it_runs_and_once()
    {
        Assert.True((await _host.SendAsync(Who, new ChooseNotices(new Dictionary<NewsKind, Frequency> { [NewsKind.Talk] = Frequency.Weekly }))).Ok);
        await GoToAsync(9, DayOfWeek.Friday);
        var (before, proposal) = ((await DigestsAsync()).Count, await ProposedAsync("错过星期一"));
        await SaidAsync(proposal);
        // From Friday to Wednesday at one leap: no Monday was seen.
        await GoToAsync(9, DayOfWeek.Wednesday);
        Assert.Equal(before + 1, (await DigestsAsync()).Count);
        Assert.Contains("错过星期一", (await LettersAsync())[^1].TextBody);
        // What came after Monday waits for the next.
        await SaidAsync(proposal);
        await GoToAsync(9, DayOfWeek.Thursday);
        await GoToAsync(9, DayOfWeek.Sunday);
        Assert.Equal(before + 1, (await DigestsAsync()).Count);
        await GoToAsync(9, DayOfWeek.Monday);
        Assert.Equal(before + 2, (await DigestsAsync()).Count);
        await GoToAsync(9, DayOfWeek.Friday);
        Assert.Equal(before + 2, (await DigestsAsync()).Count);
    }

    [Fact]
    public async Task What_is_chosen_when_it_is_made_and_when_it_is_sent_counts()
    {
        var (first, second) = (await ProposedAsync("第一"), await ProposedAsync("第二"));
        await SaidAsync(first);
        await SaidAsync(second);
        await _host.DrainAsync();
        await _host.SendAsync(Who, new FollowMatter($"proposals/{first}", Following.Muted));
        await GoToAsync(9, DayOfWeek.Thursday);
        var mail = (await LettersAsync())[^1];
        Assert.Contains("第二", mail.TextBody);
        Assert.DoesNotContain("第一", mail.TextBody);
        await SaidAsync(second);
        await _host.DrainAsync();
        await _host.SendAsync(Who, new ChooseNotices(Paused: true));
        await GoToAsync(9, DayOfWeek.Friday);
        Assert.Equal(mail.MessageId, (await LettersAsync())[^1].MessageId);
    }

    [Fact]
    public async Task In_the_language_that_was_chosen()
    {
        await _host.SendAsync(Who, new ChooseNotices(Language: "en"));
        await SaidAsync(await ProposedAsync());
        await GoToAsync(9, DayOfWeek.Wednesday);
        Assert.Equal("What is new (1)", (await LettersAsync())[^1].Subject);
        Assert.Equal("mail.language", (await _host.SendAsync(Who, new ChooseNotices(Language: "fr"))).Refusals[0].Code);
    }

    [Fact]
    public async Task Chosen_by_pages_without_javascript()
    {
        var proposal = await ProposedAsync("装晾衣架");
        var chen = await Browser.SignedInAsync(_host, "chen");
        await chen.GoAsync($"/proposals/{proposal}");
        await chen.PostAsync("follow", new() { ["how"] = "Followed" });
        Assert.Contains("关注着", chen.Text);
        await chen.GoAsync("/me/notices");
        Assert.Contains("装晾衣架", chen.Text);
        await chen.PostAsync($"m-proposals-{proposal}", new() { ["how"] = "Weekly" });
        await chen.PostAsync("kinds", new() { ["Talk"] = "Never", ["paused"] = "true" });
        var chosen = (await _host.SendAsync("chen", new GetNotices())).Value;
        Assert.Equal((Frequency.Never, Following.Weekly), (chosen.Kinds[NewsKind.Talk], chosen.Matters.Single(m => m.Topic == $"proposals/{proposal}").How));
        await chen.GoAsync("/me/mail");
        await chen.PostAsync("give", new() { ["address"] = "chen" });
        Assert.Contains("这不像一个邮箱", chen.Text);
        await chen.PostAsync("give", new() { ["address"] = "chen@example.org" });
        Assert.Contains("chen@example.org", chen.Text);
        var code = MailSteps.CodeIn((await _host.FilesToAsync("chen@example.org"))[^1]);
        var phone = new Browser(_host);
        await phone.GoAsync($"/mail/confirm?code={code}");
        await phone.PostAsync("confirm", []);
        Assert.Contains("邮箱确认好了", phone.Text);
        await phone.GoAsync("/me");
        Assert.DoesNotContain("陈立群", phone.Text);
        Assert.Equal("not-found", (await _host.SendAsync("lin.b", new FollowMatter($"proposals/{proposal}", Following.Followed))).Refusals[0].Code);
    }
}
