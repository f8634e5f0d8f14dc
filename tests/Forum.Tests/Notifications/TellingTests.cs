using System.Net;
using Forum.Domain.Notifications;
using Forum.Domain.Reception;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Notifications.Tellings;
using Forum.Reception;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Notifications;

/// <summary>Who reads no mail is told at the door, once, by those whose building it is, and nothing private is said there.</summary>
public sealed class TellingTests : IDisposable
{
    private readonly ForumHost _host = new();

    public void Dispose() => _host.Dispose();

    private async Task<List<TellLine>> AllAsync(string who = "steward")
    {
        await _host.DrainAsync();
        List<TellLine> all = [];
        string? cursor = null;
        do
        {
            var page = (await _host.SendAsync(who, new GetTellings(cursor))).Value;
            all.AddRange(page.Items);
            cursor = page.Next;
        } while (cursor is not null);
        return all;
    }

    // A resident of the steward's building, with their account where they have one.
    private Task<string> NeighbourAsync() => _host.DbAsync(async db =>
    {
        var steward = await db.Appointments.Join(db.Places, a => a.PlaceId, p => p.Id, (a, p) => new { a.Role, p.Path }).Where(x => x.Role == Role.Steward).Select(x => x.Path).FirstAsync();
        var people = await db.Residencies.Join(db.Places, r => r.HomeId, p => p.Id, (r, p) => new { r.PersonId, p.Path }).Where(x => x.Path.StartsWith(steward)).Select(x => x.PersonId).ToListAsync();
        return (await db.Accounts.Where(a => a.PersonId != null && people.Contains(a.PersonId.Value) && a.UserName != "steward").Select(a => a.UserName!).OrderBy(n => n).ToListAsync())[0];
    });

    private async Task<PollId> OpenedAsync()
    {
        var poll = (await _host.SendAsync("director", new SetUpPoll("装电梯吗？", null, "yes-no-abstain", "residents", "open", _host.Now().AddDays(5)))).Value;
        Assert.True((await _host.SendAsync("director", new OpenPoll(poll))).Ok);
        return poll;
    }

    [Fact]
    public async Task Everybody_on_the_roll_without_mail_stands_there_with_or_without_an_account_and_goes_with_an_address()
    {
        var poll = await OpenedAsync();
        var lines = (await AllAsync()).Where(l => l.About == $"polls/{poll}").ToList();
        var accounts = (await _host.DbAsync(db => db.Accounts.Where(a => a.PersonId != null).Select(a => a.PersonId!.Value).ToListAsync())).Select(VoterId.Of).ToHashSet();
        Assert.Contains(lines, l => !accounts.Contains(l.Whom));
        var who = await NeighbourAsync();
        var me = VoterId.Of((await _host.DbAsync(db => db.Accounts.Where(a => a.UserName == who).Select(a => a.PersonId!.Value).SingleAsync())));
        Assert.Contains(lines, l => l.Whom == me && l.What.Contains("装电梯吗") && l.Name.Length > 0);
        await _host.ProvenAsync(who, "neighbour@example.org");
        Assert.DoesNotContain(await AllAsync(), l => l.Whom == me && l.About == $"polls/{poll}");
        // Voting makes no difference to the list: it would tell who voted.
        Assert.Equal(lines.Count - 1, (await AllAsync()).Count(l => l.About == $"polls/{poll}"));
    }

    [Fact]
    public async Task Only_within_ones_scope_and_only_for_those_who_tell()
    {
        await OpenedAsync();
        var (steward, grid) = (await AllAsync(), await AllAsync("grid.worker"));
        Assert.True(steward.Count > 0 && grid.Count > steward.Count);
        var path = await _host.DbAsync(db => db.Appointments.Where(a => a.Role == Role.Steward).Join(db.Places, a => a.PlaceId, p => p.Id, (a, p) => p.Path).FirstAsync());
        Assert.All(steward, l => Assert.StartsWith(path, l.Order));
        foreach (var other in new[] { "lin", "director", "secretary", "lin.b", "auditor" }) Assert.Equal("forbidden", (await _host.SendAsync(other, new GetTellings())).Refusals[0].Code);
        var outside = grid.First(l => !steward.Any(s => s.Whom == l.Whom));
        Assert.Equal("not-found", (await _host.SendAsync("steward", new NoteTelling(outside.Whom, outside.About, TellingWay.Door))).Refusals[0].Code);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.CreateClient().GetAsync("/api/v1/tellings")).StatusCode);
    }

    [Fact]
    public async Task Told_once_by_whomever_however_often_it_is_pressed()
    {
        await OpenedAsync();
        var line = (await AllAsync())[0];
        Assert.Equal("way.missing", (await _host.SendAsync("steward", new NoteTelling(line.Whom, line.About, null))).Refusals[0].Code);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _host.SendAsync(i % 2 == 0 ? "steward" : "grid.worker", new NoteTelling(line.Whom, line.About, TellingWay.Phone))));
        Assert.Equal(1, all.Count(o => o.Ok));
        Assert.DoesNotContain(await AllAsync("grid.worker"), l => l.Whom == line.Whom && l.About == line.About);
        Assert.All(all.Where(o => !o.Ok), o => Assert.Contains(o.Refusals[0].Code, new[] { "tell.told", "not-found", "storage.already-there" }));
        foreach (var rubbish in new[] { null, "", "news/x", "polls/", new string('x', 500) }) Assert.Equal("not-found", (await _host.SendAsync("steward", new NoteTelling(line.Whom, rubbish, TellingWay.Door))).Refusals[0].Code);
    }

    [Fact]
    public async Task A_private_concern_is_an_answer_and_nothing_more_and_reading_it_takes_it_off()
    {
        var who = await NeighbourAsync();
        var unit = await _host.DbAsync(db => db.Units.Where(u => u.Name == "惠民物业").Select(u => u.Id).FirstAsync());
        async Task AnsweredAsync(string title, Visibility visibility)
        {
            var id = (await _host.SendAsync(who, new RaiseConcern("property", null, title, "说不出口。", visibility))).Value.Id;
            await _host.SendAsync("director", new AcceptConcern(id));
            await _host.SendAsync("director", new AssignConcern(id, unit));
            Assert.True((await _host.SendAsync("property", new AnswerConcern(id, "答复。"))).Ok);
        }
        await AnsweredAsync("邻居家暴", Visibility.Private);
        await AnsweredAsync("楼道灯", Visibility.Public);
        var lines = await AllAsync();
        Assert.Contains(lines, l => l.What == "有一条私密诉求的答复");
        Assert.Contains(lines, l => l.What.Contains("楼道灯"));
        var api = await _host.ApiAsync("steward");
        Assert.DoesNotContain("家暴", await api.GetStringAsync("/api/v1/tellings"));
        var steward = await Browser.SignedInAsync(_host, "steward");
        Assert.DoesNotContain("家暴", (await steward.GoAsync("/tell")).Text);
        Assert.Contains("要告诉不看邮件的邻居", (await steward.GoAsync("/queue")).Text);
        await _host.SendAsync(who, new ReadNews());
        Assert.DoesNotContain(await AllAsync(), l => l.About.StartsWith("news/") && l.What.Contains("楼道灯"));
    }

    [Fact]
    public async Task By_the_page_without_javascript()
    {
        var poll = await OpenedAsync();
        var steward = await Browser.SignedInAsync(_host, "steward");
        await steward.GoAsync("/tell");
        var before = (await AllAsync()).Count;
        var first = (await AllAsync())[0];
        await steward.PostAsync($"t-{first.Whom}-{first.About.Replace('/', '-')}", new() { ["way"] = "Door" });
        Assert.Equal("/tell", steward.Path);
        Assert.Equal(before - 1, (await AllAsync()).Count);
        Assert.Equal(TellingWay.Door, await _host.DbAsync(db => db.Tellings.Select(t => t.Way).SingleAsync()));
        Assert.NotEqual(default, poll);
    }
}
