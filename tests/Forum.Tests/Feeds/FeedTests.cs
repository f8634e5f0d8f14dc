using System.Net;
using System.Net.Http.Json;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using Forum.Council.Proposals;
using Forum.Domain.Reception;
using Forum.Feeds;
using Forum.Foundation.Storage;
using Forum.Offers;
using Forum.Reception;
using Forum.Voting;
using Ical.Net;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Feeds;

/// <summary>Feeds and calendars as a reader of another make understands them, with what a visitor may see and no more.</summary>
public sealed class FeedTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static SyndicationFeed Read(string text)
    {
        using var xml = XmlReader.Create(new StringReader(text));
        return SyndicationFeed.Load(xml);
    }

    private async Task<string> CommunityAsync(string who) => (await host.DbAsync(db => db.Accounts.Where(a => a.UserName == who).Select(a => a.CommunityId).SingleAsync())).ToString();

    // A host of its own, where nothing was kept in memory before.
    private static async Task<string> FreshAsync(ForumHost own, string path)
    {
        own.Services.GetService(typeof(MadeFiles));
        ((MadeFiles)own.Services.GetService(typeof(MadeFiles))!).Clear();
        return await own.CreateClient().GetStringAsync(path);
    }

    [Theory]
    [InlineData("proposals")]
    [InlineData("decisions")]
    [InlineData("notices")]
    [InlineData("concerns")]
    public async Task Each_is_atom_with_stable_ids(string name)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var feed = Read(await FreshAsync(host, $"/feeds/{name}.atom?lang={language}"));
            Assert.NotEmpty(feed.Items);
            Assert.All(feed.Items, i => Assert.True(i.Id.StartsWith("urn:uuid:") && i.Title.Text.Length > 0 && i.LastUpdatedTime >= i.PublishDate && i.Links.Single().Uri.IsAbsoluteUri && i.Summary.Text.Length > 0));
            Assert.Equal(feed.Items.Select(i => i.Id).Distinct(), feed.Items.Select(i => i.Id));
            Assert.Equal(feed.Items.Max(i => i.LastUpdatedTime), feed.LastUpdatedTime);
            Assert.True(feed.Id.StartsWith("tag:") && feed.Authors.Single().Name.Length > 0 && feed.Links.Any(l => l.RelationshipType == "self"));
            Assert.DoesNotContain("⟦", string.Concat(feed.Items.Select(i => i.Summary.Text)) + feed.Title.Text);
        }
    }

    [Fact]
    public async Task Only_what_a_visitor_may_see_whoever_asks_and_whatever_signs_are_in_a_title()
    {
        await host.SendAsync("lin", new RaiseConcern("property", null, "私密漏水", "x", Visibility.Private));
        await host.SendAsync("lin", new RaiseConcern("property", null, "公开<漏水>&𠮷😀", "x", Visibility.Public));
        var signedIn = await host.ApiAsync("lin");
        ((MadeFiles)host.Services.GetService(typeof(MadeFiles))!).Clear();
        var text = await signedIn.GetStringAsync("/feeds/concerns.atom");
        Assert.DoesNotContain("私密漏水", text);
        Assert.Contains("公开<漏水>&𠮷😀", Read(text).Items.Select(i => i.Title.Text));
        var other = await FreshAsync(host, $"/feeds/concerns.atom?community={await CommunityAsync("lin.b")}");
        Assert.DoesNotContain("漏水", other);
        foreach (var no in new[] { "/feeds/people.atom", "/feeds/concerns.atom?community=" + Guid.NewGuid(), "/calendar/people.ics", "/calendar/mine/x.ics" })
            Assert.Equal(HttpStatusCode.NotFound, (await host.CreateClient().GetAsync(no)).StatusCode);
    }

    [Fact]
    public async Task Asked_again_it_says_that_nothing_changed_until_something_does()
    {
        var client = host.CreateClient();
        ((MadeFiles)host.Services.GetService(typeof(MadeFiles))!).Clear();
        var first = await client.GetAsync("/feeds/proposals.atom");
        Assert.True(first.Headers.CacheControl!.Public && first.Content.Headers.LastModified is null);
        async Task<HttpStatusCode> AgainAsync(Action<HttpRequestMessage> with)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/feeds/proposals.atom");
            with(request);
            return (await client.SendAsync(request)).StatusCode;
        }
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!)));
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(r => r.Headers.IfModifiedSince = DateTimeOffset.UtcNow));
        await host.SendAsync("lin", new Propose("新提案", "新。", null));
        ((MadeFiles)host.Services.GetService(typeof(MadeFiles))!).Clear();
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!)));
    }

    [Fact]
    public async Task A_proposal_that_ended_says_so_as_of_then()
    {
        using var own = new ForumHost();
        var id = (await own.SendAsync("lin", new Propose("要撤回的提案", "文。", null))).Value.Id;
        await own.AdvanceAsync(TimeSpan.FromHours(1));
        await own.SendAsync("lin", new Forum.Council.Steps.TakeBackProposal(id, "另写一份"));
        var entry = Read(await FreshAsync(own, "/feeds/proposals.atom")).Items.Single(i => i.Title.Text == "要撤回的提案");
        Assert.Contains("已撤回", entry.Summary.Text);
        Assert.True(entry.LastUpdatedTime >= entry.PublishDate + TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task The_polls_calendar_has_when_they_close_and_the_offers_when_they_are()
    {
        var closes = host.Now().AddDays(9);
        var poll = (await host.SendAsync("director", new SetUpPoll("种树吗？;,\n", null, "yes-no-abstain", "residents", "open", closes))).Value;
        await host.SendAsync("director", new OpenPoll(poll));
        var polls = Calendar.Load(await FreshAsync(host, "/calendar/polls.ics"))!;
        var end = polls.Events.Single(e => e.Uid!.StartsWith($"poll-close-{poll}"));
        Assert.Equal((long)(closes - DateTimeOffset.UnixEpoch).TotalSeconds, (long)(end.Start!.AsUtc - DateTime.UnixEpoch).TotalSeconds);
        Assert.Contains("种树吗", end.Summary);
        Assert.EndsWith($"/polls/{poll}", end.Url!.ToString());
        var offers = Calendar.Load(await FreshAsync(host, "/calendar/offers.ics"))!.Events;
        Assert.NotEmpty(offers);
        // An instant has no end; what has one ends later (RFC 5545, 3.8.2.2).
        Assert.Null(end.End);
        Assert.All(offers, e => Assert.True(e.End!.AsUtc > e.Start!.AsUtc));
        Assert.DoesNotContain(Calendar.Load(await FreshAsync(host, $"/calendar/polls.ics?community={await CommunityAsync("lin.b")}"))!.Events, e => e.Uid!.Contains(poll.ToString()));
    }

    [Fact]
    public async Task Ones_own_calendar_has_a_secret_address_that_can_be_taken_back()
    {
        var offer = (await host.SendAsync("care", new PublishOffer("量血压", "免费", 5, host.Now().AddDays(2), host.Now().AddDays(2).AddHours(1)))).Value.Id;
        await host.SendAsync("lin", new BookOffer(offer));
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync("/feeds");
        await lin.PostAsync("make", []);
        var secret = new Uri(lin.Page.QuerySelector("#own")!.GetAttribute("value")!).AbsolutePath;
        var stranger = host.CreateClient();
        var mine = Calendar.Load(await stranger.GetStringAsync(secret))!;
        Assert.Contains(mine.Events, e => e.Uid!.StartsWith($"offer-{offer}"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/me")).StatusCode);
        await host.SendAsync("lin", new CancelBooking(offer));
        Assert.DoesNotContain(Calendar.Load(await stranger.GetStringAsync(secret))!.Events, e => e.Uid!.StartsWith($"offer-{offer}"));
        await lin.PostAsync("make", []);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(secret)).StatusCode);
        var newer = new Uri(lin.Page.QuerySelector("#own")!.GetAttribute("value")!).AbsolutePath;
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(newer)).StatusCode);
        await lin.PostAsync("end", []);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(newer)).StatusCode);
    }

    [Fact]
    public async Task Ones_own_calendar_is_made_renewed_and_ended_through_the_api()
    {
        var (chen, visitor) = (await host.ApiAsync("chen"), host.CreateClient());
        async Task<string?> AddressAsync() => (await chen.GetFromJsonAsync<JsonElement>("/api/v1/me/calendar")).TryGetProperty("address", out var address) ? address.GetString() : null;
        Assert.Null(await AddressAsync());
        List<string> all = [];
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await chen.PutAsync("/api/v1/me/calendar", null)).StatusCode);
            all.Add(new Uri((await AddressAsync())!).AbsolutePath);
        }
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.OK], [(await visitor.GetAsync(all[0])).StatusCode, (await visitor.GetAsync(all[1])).StatusCode]);
        Assert.Equal(HttpStatusCode.NoContent, (await chen.DeleteAsync("/api/v1/me/calendar")).StatusCode);
        Assert.Null(await AddressAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(all[1])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.PutAsync("/api/v1/me/calendar", null)).StatusCode);
    }

    [Fact]
    public async Task Every_page_says_where_the_feeds_are()
    {
        var page = (await new Browser(host).GoAsync("/")).Page;
        Assert.Equal(5, page.QuerySelectorAll("link[rel=alternate][type='application/atom+xml']").Length);
        Assert.NotNull(page.QuerySelector("footer a[href='/feeds']"));
    }
}
