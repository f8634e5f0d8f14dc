using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Notifications;
using Forum.Domain.Reception;
using Forum.Foundation.Storage;
using Forum.Notifications.Choices;
using Forum.Notifications.Mail;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Notifications;

/// <summary>Mails through a real SMTP server: taken, tried again, refused, and taken by a server that dies before it says so.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private readonly MailServer _server = new();
    private ForumHost _host = null!;

    public ValueTask InitializeAsync()
    {
        _host = new ForumHost { Settings = new() { ["Forum:Mail:Host"] = "127.0.0.1", ["Forum:Mail:Port"] = _server.Port.ToString(), ["Forum:Mail:From"] = "forum@example.org", ["Forum:Mail:Security"] = "None", ["Forum:Address"] = "https://forum.example.org" } };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task ProvenAsync(string who, string address)
    {
        Assert.True((await _host.SendAsync(who, new GiveAddress(address))).Ok);
        await _host.SendMailAsync();
        Assert.True((await _host.SendAsync("auditor", new ConfirmAddress(MailSteps.CodeIn(_server.Came.Last().Mail)))).Ok);
    }

    // Lin raises a concern; the director's acceptance is told to lin at once.
    private async Task<ConcernId> AcceptedAsync(string title = "门禁坏了")
    {
        var id = (await _host.SendAsync("lin", new RaiseConcern("property", null, title, "刷不开。", Visibility.Public))).Value.Id;
        Assert.True((await _host.SendAsync("director", new AcceptConcern(id))).Ok);
        return id;
    }

    private Task<List<MailRow>> RowsAsync() => _host.DbAsync(db => db.Mails.AsNoTracking().Where(m => m.Kind == MailKind.Line).OrderBy(m => m.Id).ToListAsync());

    [Fact]
    public async Task A_line_comes_at_once_in_both_forms_with_a_way_out_and_no_way_in()
    {
        await ProvenAsync("lin", "lin@example.org");
        var id = await AcceptedAsync("门禁坏了<b>&");
        await _host.SendMailAsync();
        var (to, mail) = _server.Came.Last();
        Assert.Equal(("lin@example.org", "您的“门禁坏了<b>&”已受理。"), (to, mail.Subject));
        Assert.Equal(("forum@example.org", (string?)"auto-generated"), (mail.From.Mailboxes.Single().Address, mail.Headers["Auto-Submitted"]));
        Assert.Equal($"{(await RowsAsync()).Single().Id:N}@forum.example.org", mail.MessageId);
        Assert.Contains($"https://forum.example.org/concerns/{id}", mail.TextBody);
        Assert.Contains("门禁坏了&lt;b&gt;&amp;", mail.HtmlBody);
        Assert.DoesNotContain("<img", mail.HtmlBody);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        var out_ = mail.Headers["List-Unsubscribe"]!.Trim('<', '>').Replace("https://forum.example.org", "");
        // Looking mutes nothing, and signs nobody in.
        using var stranger = _host.CreateClient();
        var page = await stranger.GetStringAsync(out_);
        Assert.Contains("这件事就不再告诉您", page);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(Following.Usual, (await _host.SendAsync("lin", new GetFollowing($"concerns/{id}"))).Value.How);
        Assert.True((await stranger.PostAsync(out_, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]))).IsSuccessStatusCode);
        Assert.Equal(Following.Muted, (await _host.SendAsync("lin", new GetFollowing($"concerns/{id}"))).Value.How);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.PostAsync(out_ + "x", null)).StatusCode);
    }

    [Fact]
    public async Task A_busy_server_is_tried_again_later_and_then_takes_it_once()
    {
        await ProvenAsync("lin", "lin@example.org");
        var before = _server.Came.Count;
        _server.Fail = 2;
        await AcceptedAsync();
        await _host.SendMailAsync();
        var row = Assert.Single(await RowsAsync());
        Assert.Equal((MailState.Waiting, 1, before), (row.State, row.Attempts, _server.Came.Count));
        Assert.True(row.NotBefore > TimeProvider.System.GetUtcNow().AddMinutes(1));
        await _host.PassTheWaitAsync();
        await _host.SendMailAsync();
        Assert.True((await RowsAsync())[0].NotBefore > TimeProvider.System.GetUtcNow().AddMinutes(3));
        await _host.PassTheWaitAsync();
        await _host.SendMailAsync();
        Assert.Equal((MailState.Sent, 3, before + 1), ((await RowsAsync())[0].State, (await RowsAsync())[0].Attempts, _server.Came.Count));
    }

    [Fact]
    public async Task After_the_last_try_it_is_given_up_where_its_reader_sees_it()
    {
        await ProvenAsync("lin", "lin@example.org");
        _server.Fail = int.MaxValue;
        await AcceptedAsync();
        for (var i = 0; i < PostOffice.MostTries; i++)
        {
            await _host.SendMailAsync();
            await _host.PassTheWaitAsync();
        }
        Assert.Equal((MailState.GivenUp, PostOffice.MostTries), ((await RowsAsync())[0].State, (await RowsAsync())[0].Attempts));
        Assert.True((await _host.SendAsync("lin", new GetNotices())).Value.Failed);
        Assert.Contains("上一封邮件没有送到", (await (await Browser.SignedInAsync(_host, "lin")).GoAsync("/me/notices")).Text);
    }

    [Fact]
    public async Task A_server_that_dies_after_taking_it_gets_it_again_under_the_same_id()
    {
        await ProvenAsync("lin", "lin@example.org");
        var before = _server.Came.Count;
        _server.Die = 1;
        await AcceptedAsync();
        await _host.SendMailAsync();
        await _host.PassTheWaitAsync();
        await _host.SendMailAsync();
        var came = _server.Came.Skip(before).ToList();
        Assert.Equal(2, came.Count);
        Assert.Equal(came[0].Mail.MessageId, came[1].Mail.MessageId);
        Assert.Equal(MailState.Sent, (await RowsAsync())[0].State);
    }

    [Fact]
    public async Task An_address_that_is_refused_is_not_tried_again_and_its_owner_is_told()
    {
        await ProvenAsync("lin", "lin@example.org");
        _server.Unknown = "lin@example.org";
        await AcceptedAsync();
        await _host.SendMailAsync();
        Assert.Equal((MailState.GivenUp, 1), ((await RowsAsync())[0].State, (await RowsAsync())[0].Attempts));
        Assert.True((await _host.SendAsync("lin", new GetNotices())).Value.Refused);
        await AcceptedAsync("又坏了");
        await _host.SendMailAsync();
        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task Line_breaks_in_a_title_add_no_header()
    {
        await ProvenAsync("lin", "lin@example.org");
        await AcceptedAsync("坏了\r\nBcc: all@example.org\r\n\r\n正文");
        await _host.SendMailAsync();
        var (_, mail) = _server.Came.Last();
        Assert.Empty(mail.Bcc);
        Assert.StartsWith("您的“坏了", mail.Subject);
        Assert.DoesNotContain('\n', mail.Subject!);
        Assert.Single(mail.To);
    }

    [Fact]
    public async Task What_was_read_or_may_no_longer_be_seen_or_was_muted_meanwhile_is_not_mailed()
    {
        await ProvenAsync("property", "property@example.org");
        var id = (await _host.SendAsync("lin", new RaiseConcern("property", null, "漏水", "漏。", Visibility.Private))).Value.Id;
        await _host.SendAsync("director", new AcceptConcern(id));
        var unit = await _host.DbAsync(db => db.Units.Where(u => u.Name == "惠民物业").Select(u => u.Id).FirstAsync());
        var sent = _server.Came.Count;
        _server.Fail = 1;
        await _host.SendAsync("director", new AssignConcern(id, unit));
        await _host.SendMailAsync();
        // Before it is tried again, the unit loses the private concern.
        Assert.True((await _host.SendAsync("property", new ReturnConcern(id, "不归我们"))).Ok);
        await _host.PassTheWaitAsync();
        await _host.SendMailAsync();
        Assert.DoesNotContain(_server.Came.Skip(sent), c => c.To == "property@example.org");
        Assert.Equal(MailState.Dropped, (await RowsAsync()).First().State);
    }

    [Fact]
    public async Task A_code_for_an_address_that_was_changed_leads_nowhere_and_each_address_is_its_owners_alone()
    {
        Assert.True((await _host.SendAsync("lin", new GiveAddress("first@example.org"))).Ok);
        await _host.SendMailAsync();
        var old = MailSteps.CodeIn(_server.Came.Last().Mail);
        Assert.True((await _host.SendAsync("lin", new GiveAddress("second@example.org"))).Ok);
        Assert.Equal("mail.wrong-code", (await _host.SendAsync("lin", new ConfirmAddress(old))).Refusals[0].Code);
        await _host.SendMailAsync();
        Assert.True((await _host.SendAsync("lin", new ConfirmAddress(MailSteps.CodeIn(_server.Came.Last().Mail)))).Ok);
        foreach (var other in new[] { "director", "admin", "chen" })
            Assert.Null((await _host.SendAsync(other, new GetNotices())).Value.Address);
        Assert.Equal("second@example.org", (await _host.SendAsync("lin", new GetNotices())).Value.Address);
        Assert.True((await _host.SendAsync("lin", new RemoveAddress())).Ok);
        Assert.False(await _host.DbAsync(db => db.MailAddresses.AnyAsync(a => a.Address != null || a.Pending != null)));
        // No code stays where it could be read.
        Assert.False(await _host.DbAsync(db => db.Mails.AnyAsync(m => m.State != MailState.Waiting && m.Secret != null)));
    }

    [Fact]
    public async Task Two_post_offices_at_once_send_each_mail_once()
    {
        await ProvenAsync("lin", "lin@example.org");
        var before = _server.Came.Count;
        for (var i = 0; i < 6; i++) await AcceptedAsync($"第{i}件");
        await _host.DrainAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _host.Services.GetRequiredService<PostOffice>().RoundAsync(default)));
        await _host.SendMailAsync();
        Assert.Equal(6, _server.Came.Skip(before).Select(c => c.Mail.MessageId).Distinct().Count());
        Assert.Equal(6, _server.Came.Count - before);
    }
}
