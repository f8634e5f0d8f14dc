using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Council.Versions;
using Forum.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Who endorses a proposal is read by everybody, of what was written down both names; given to a version by pen as by hand.</summary>
public sealed class EndorserTests(ForumHost host) : IClassFixture<ForumHost>
{
    private Task<string> NameAsync(PersonId person) => host.DbAsync(db => db.People.Where(p => p.Id == person).Select(p => p.VerifiedName).SingleAsync());

    [Fact]
    public async Task Everybody_reads_who_endorses_it_and_of_what_was_written_down_both_names()
    {
        var (id, neighbour) = (await host.ProposedAsync("谁附议了这件事"), await host.NeighbourAsync(2));
        Assert.True((await host.SendAsync("chen", new Endorse(id))).Ok);
        Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(id, neighbour, true, 1))).Ok);
        Assert.True((await host.SendAsync("lin", new Revise(id, "改过的正文。"))).Ok);
        Assert.True((await host.SendAsync("wu", new Endorse(id))).Ok);
        var list = await host.CreateClient().GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{id}/endorsements");
        Assert.Equal([(null, 1), (await NameAsync(neighbour), 1), (null, 2)], list.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("from") is { ValueKind: JsonValueKind.Object } from ? from.GetProperty("name").GetString() : null, i.GetProperty("version").GetInt32())));
        Assert.All(list.GetProperty("items").EnumerateArray(), i => Assert.Equal(JsonValueKind.Null, i.GetProperty("person").ValueKind));
        var page = (await new Browser(host).GoAsync($"/proposals/{id}/endorsements")).Text;
        foreach (var name in new[] { "陈立群", "吴海燕", await NameAsync(neighbour), await host.DbAsync(db => db.Accounts.Where(a => a.UserName == "steward").Select(a => a.DisplayName).SingleAsync()) }) Assert.Contains(name, page);
        Assert.Contains($"/proposals/{id}/endorsements", (await new Browser(host).GoAsync($"/proposals/{id}")).Page.QuerySelector("figcaption a")!.GetAttribute("href"));
        // What was given by pen counts with its version too.
        Assert.Equal(new Dictionary<int, int> { [1] = 2, [2] = 1 }, (await host.SendAsync("lin", new GetEndorsedVersions(id))).Value.Counts);
        Assert.Equal([1, 2], (await host.SendAsync("lin", new GetVersions(id))).Value.Items.Select(v => v.Endorsements));
        // Page by page nobody is left out or named twice.
        List<string> paged = [];
        for (string? cursor = null; ;)
        {
            var part = (await host.SendAsync("lin", new GetEndorsers(id, cursor, 1))).Value;
            paged.AddRange(part.Items.Select(i => i.From?.Name ?? i.By.Name));
            if ((cursor = part.Next) is null) break;
        }
        Assert.Equal(["陈立群", await NameAsync(neighbour), "吴海燕"], paged);
        Assert.True((await host.SendAsync("director", new HideText(id, "不实", HouseRule.Untrue))).Ok);
        foreach (var path in new[] { $"/api/v1/proposals/{id}/endorsements", $"/proposals/{id}/endorsements" }) Assert.Equal(HttpStatusCode.NotFound, (await host.CreateClient().GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Of_a_version_that_was_not_read_to_them_nothing_is_written_down()
    {
        var (id, neighbour) = (await host.ProposedAsync("读给她听的"), await host.NeighbourAsync(3));
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/proposals/{id}/for-somebody?find={Uri.EscapeDataString(await NameAsync(neighbour))}");
        Assert.True((await host.SendAsync("lin", new Revise(id, "她没听过的正文。"))).Ok);
        await steward.PostAsync("write-down", new() { ["personId"] = neighbour.ToString(), ["agreed"] = "yes", ["endorse"] = "yes" });
        Assert.Contains("您看的是第1稿", steward.Text);
        Assert.Equal(0, await host.DbAsync(db => db.SpokenEndorsements.CountAsync(e => e.ProposalId == id)));
        await steward.PostAsync("write-down", new() { ["personId"] = neighbour.ToString(), ["agreed"] = "yes", ["endorse"] = "yes" });
        Assert.Equal(2, await host.DbAsync(db => db.SpokenEndorsements.Where(e => e.ProposalId == id).Select(e => e.Version).SingleAsync()));
    }

    [Fact]
    public async Task What_was_written_down_by_mistake_is_taken_back_on_record_and_told_at_the_door()
    {
        var (id, neighbour) = (await host.ProposedAsync("录错了人的"), await host.NeighbourAsync(4));
        Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(id, neighbour, true))).Ok);
        var path = $"/api/v1/proposals/{id}/spoken/endorsements/{neighbour}";
        foreach (var who in new[] { "wu", "lin" }) Assert.Equal(HttpStatusCode.Forbidden, (await (await host.ApiAsync(who)).DeleteAsync(path)).StatusCode);
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/proposals/{id}/endorsements");
        await steward.PostAsync($"take-back-{neighbour}", []);
        Assert.Equal(HttpStatusCode.OK, steward.Response.StatusCode);
        Assert.Equal((0, 0), await host.DbAsync(async db => (await db.SpokenEndorsements.CountAsync(e => e.ProposalId == id), await db.Proposals.Where(p => p.Id == id).Select(p => p.Endorsed).SingleAsync())));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("steward")).DeleteAsync(path)).StatusCode);
        Assert.Equal(1, await host.DbAsync(db => db.Ledger.CountAsync(r => r.Act == "endorsement.taken-back" && r.Subject == $"proposals/{id}")));
        Assert.Contains(await host.TellingsAsync(), l => l.Whom == VoterId.Of(neighbour) && l.What.Contains("已经收回") && l.What.Contains("录错了人的"));
        // Said again, it counts again, once.
        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.SendAsync("steward", new WriteDownEndorsement(id, neighbour, true))));
        Assert.Single(again, a => a.Ok);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Whoever_has_an_account_and_reads_no_mail_is_told_at_the_door_that_theirs_was_taken_back()
    {
        var (id, (holder, _)) = (await host.ProposedAsync("也录错了的"), await host.AccountHolderAsync());
        Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(id, holder, true))).Ok);
        Assert.True((await host.SendAsync("steward", new TakeBackEndorsement(id, holder))).Ok);
        Assert.Contains(await host.TellingsAsync(), l => l.Whom == VoterId.Of(holder) && l.What.Contains("已经收回") && l.What.Contains("也录错了的"));
    }

    [Fact]
    public async Task Mistaken_ones_are_taken_back_by_whoever_wrote_them_or_may_write_for_the_same_person()
    {
        var (id, near) = (await host.ProposedAsync("别的楼的"), await host.NeighbourAsync(6));
        var far = await host.DbAsync(db => db.Residencies.Where(r => !db.Residencies.Any(o => o.PersonId == r.PersonId && db.Places.Any(h => h.Id == o.HomeId && db.Appointments.Any(a => a.Role == Role.Steward && h.Path.StartsWith(db.Places.First(p => p.Id == a.PlaceId).Path)))) && db.People.Any(p => p.Id == r.PersonId && !p.IsCompany) && db.Places.Any(h => h.Id == r.HomeId && db.Accounts.Any(a => a.UserName == "director" && a.CommunityId == h.CommunityId)) && !db.Accounts.Any(a => a.PersonId == r.PersonId)).Select(r => r.PersonId).FirstAsync());
        foreach (var person in new[] { near, far }) Assert.True((await host.SendAsync("director", new WriteDownEndorsement(id, person, true))).Ok);
        Assert.Equal([near], (await host.SendAsync("steward", new GetEndorsers(id))).Value.Items.Select(i => i.Person).OfType<PersonId>());
        Assert.Equal(new HashSet<PersonId> { near, far }, (await host.SendAsync("director", new GetEndorsers(id))).Value.Items.Select(i => i.Person).OfType<PersonId>().ToHashSet());
        Assert.Equal("forbidden", (await host.SendAsync("steward", new TakeBackEndorsement(id, far))).Refusals[0].Code);
        Assert.True((await host.SendAsync("steward", new TakeBackEndorsement(id, near))).Ok);
        Assert.True((await host.SendAsync("director", new TakeBackEndorsement(id, far))).Ok);
        Assert.Empty((await host.SendAsync("lin", new GetEndorsers(id))).Value.Items);
    }
}
