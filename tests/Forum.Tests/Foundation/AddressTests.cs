using Forum.Foundation.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using System.Net;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Foundation;

public sealed class AddressTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task A_number_leads_to_its_page_for_those_who_may_see_it()
    {
        var concern = (await host.SendAsync("lin", new RaiseConcern("other", null, "不公开", "说一说", Visibility.Private))).Value;
        var lin = await host.ApiAsync("lin");
        var answer = await lin.GetAsync($"/c/{concern.Number}");
        Assert.Equal((HttpStatusCode.Redirect, $"/concerns/{concern.Id}"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("chen")).GetAsync($"/c/{concern.Number}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lin.GetAsync("/c/2026-999999")).StatusCode);
        Assert.Contains("Disallow: /me", await lin.GetStringAsync("/robots.txt"));
    }

    [Fact]
    public async Task Forty_raised_at_once_have_forty_numbers()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.SendAsync("chen", new RaiseConcern("other", null, $"第{i}件", "说一说", Visibility.Public))));
        Assert.Equal(40, all.Select(c => c.Value.Number).Distinct().Count());
    }

    [Fact]
    public async Task News_of_what_one_no_longer_sees_is_neither_listed_nor_counted()
    {
        var concern = (await host.SendAsync("lin", new RaiseConcern("other", null, "只给经办人看", "说一说", Visibility.Private))).Value.Id;
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("director", new GetNews())).Value.Items, n => n.Href == $"/concerns/{concern}");
        await host.DbAsync(async db =>
        {
            var (unread, caller) = (new Unread(db, host.Services.GetRequiredService<KeptAnswers>()), new Caller((await db.Accounts.SingleAsync(a => a.UserName == "director")).AccountId, null, "", default, []));
            var rows = await db.News.Where(n => n.AccountId == caller.AccountId && n.ReadAt == null).ToListAsync();
            Assert.Contains(rows, n => n.ConcernId == concern);
            Assert.True(await unread.OfAsync(caller) < rows.Count);
            return 0;
        });
    }
}
