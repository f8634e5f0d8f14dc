using System.Net;
using System.Net.Http.Json;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;

namespace Forum.Tests.Council;

/// <summary>What somebody agreed with stays what it was, or they agree no more.</summary>
public sealed class AgreementTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task Words_that_were_exchanged_under_an_agreement_leave_the_old_ones_and_it_can_be_taken_back()
    {
        var id = await host.ProposedAsync("留不留树");
        var said = (await host.SendAsync("chen", new AddComment(id, "把树留下", Stance.For))).Value;
        foreach (var who in new[] { "wu", "zhao" }) Assert.True((await host.SendAsync(who, new AgreeWithComment(said))).Ok);
        Assert.True((await host.SendAsync("chen", new EditComment(said, "把树砍光"))).Ok);
        var thread = (await host.SendAsync("zhao", new GetThread(said))).Value;
        Assert.Equal(("把树留下", 2), (Assert.Single(thread.Older).Body, thread.Older[0].Agreed));

        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}?agree={said}&edition=2");
        Assert.False(wu.HasForm("agree"));
        await wu.PostAsync("disagree", []);
        Assert.Equal($"/proposals/{id}", wu.Path.Split('#')[0]);
        await wu.GoAsync($"/proposals/{id}?agree={said}&edition=2");
        Assert.True(wu.HasForm("agree"));
        Assert.False(wu.HasForm("disagree"));

        var zhao = await host.ApiAsync("zhao");
        Assert.Contains("true", await zhao.GetStringAsync($"/api/v1/comments/{said}/agreements/own"));
        Assert.Equal(HttpStatusCode.NoContent, (await zhao.DeleteAsync($"/api/v1/comments/{said}/agreements")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await zhao.DeleteAsync($"/api/v1/comments/{said}/agreements")).StatusCode);
        Assert.Contains("false", await zhao.GetStringAsync($"/api/v1/comments/{said}/agreements/own"));
        Assert.Equal(0, (await host.SendAsync("lin", new GetThread(said))).Value.Asked.Agreed);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Taken_back_eight_times_at_once_it_is_taken_back_once()
    {
        var said = (await host.SendAsync("chen", new AddComment(await host.ProposedAsync("装不装灯"), "装一盏灯", Stance.For))).Value;
        foreach (var who in new[] { "wu", "zhao" }) Assert.True((await host.SendAsync(who, new AgreeWithComment(said))).Ok);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.SendAsync("wu", new TakeBackAgreement(said))));
        Assert.Single(all, a => a.Ok);
        Assert.Equal(1, (await host.SendAsync("lin", new GetThread(said))).Value.Asked.Agreed);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1.5")]
    [InlineData("999999999999")]
    public async Task An_edition_that_is_none_breaks_nothing(string edition)
    {
        var id = await host.ProposedAsync("没有这一稿");
        var said = (await host.SendAsync("chen", new AddComment(id, "一句话", Stance.For))).Value;
        foreach (var path in new[] { $"/proposals/{id}?agree={said}&edition={edition}", $"/proposals/{id}/comments/{said}?edition={edition}" })
        {
            Assert.Equal(HttpStatusCode.OK, (await (await Browser.SignedInAsync(host, "wu")).GoAsync(path)).Response.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await new Browser(host).GoAsync(path)).Response.StatusCode);
        }
    }

    [Fact]
    public async Task Whoever_reports_words_that_were_changed_meanwhile_is_told_so_in_words_for_them()
    {
        var said = (await host.SendAsync("chen", new AddComment(await host.ProposedAsync("看着改了"), "原来的话", Stance.For))).Value;
        Assert.True((await host.SendAsync("chen", new EditComment(said, "改过的话"))).Ok);
        Assert.Equal("report.edited", (await host.SendAsync("wu", new ReportText(said, HouseRule.Insult, null, 1))).Refusals[0].Code);
        Assert.True((await host.SendAsync("wu", new ReportText(said, HouseRule.Insult, null, 2))).Ok);
    }
}
