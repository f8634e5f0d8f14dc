using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Dispatches;
using Forum.Domain.Organisation;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Organisation;

/// <summary>Offices given by name and by a single-use link, and what a unit in which nobody serves does to a dispatch.</summary>
public sealed class OfficeTests : IDisposable
{
    private readonly ForumHost _host = new();

    public void Dispose() => _host.Dispose();

    private async Task<OfficeRow> OfficeAsync(string keeper, Role role) => (await _host.SendAsync(keeper, new ListOffices())).Value.Items.First(o => o.Role == role);

    private Appoint Giving(OfficeRow office, string userName) => new(null, office.Role, office.PlaceId, office.UnitId, office.PartyUnitId, null, _host.Now().AddYears(1), userName);

    private async Task<Invited> InvitedAsync(Role role)
    {
        var office = await OfficeAsync("director", role);
        return (await _host.SendAsync("director", new Invite(office.Role, office.PlaceId, office.UnitId, office.PartyUnitId, _host.Now().AddYears(1)))).Value;
    }

    [Fact]
    public async Task An_office_given_by_name_holds_at_once()
    {
        Assert.False((await (await _host.ApiAsync("wu")).GetAsync("/api/v1/ledger")).IsSuccessStatusCode);
        Assert.True((await _host.SendAsync("director", Giving(await OfficeAsync("director", Role.Auditor), "wu"))).Ok);
        Assert.True((await (await _host.ApiAsync("wu")).GetAsync("/api/v1/ledger")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Nobody_gives_an_office_to_themself_or_beyond_their_community()
    {
        var auditor = await OfficeAsync("director", Role.Auditor);
        Assert.Equal("appointment.oneself", (await _host.SendAsync("director", Giving(auditor, "director"))).Refusals[0].Code);
        Assert.Equal("appointment.nobody", (await _host.SendAsync("director", Giving(auditor, "lin.b"))).Refusals[0].Code);
        Assert.Equal("appointment.nobody", (await _host.SendAsync("director", Giving(auditor, "nobody"))).Refusals[0].Code);
        Assert.Equal("not-found", (await _host.SendAsync("director.b", Giving(auditor, "lin.b"))).Refusals[0].Code);
        Assert.Equal("forbidden", (await _host.SendAsync("lin", Giving(auditor, "chen"))).Refusals[0].Code);
        var committee = await OfficeAsync("director", Role.CommitteeDirector);
        Assert.Equal("appointment.not-held-there", (await _host.SendAsync("director", Giving(committee with { Role = Role.Auditor }, "chen"))).Refusals[0].Code);
    }

    [Fact]
    public async Task A_link_makes_the_account_and_the_office_once()
    {
        var invited = await InvitedAsync(Role.PropertyManager);
        using var client = _host.CreateClient();
        object Body(string name) => new { code = invited.Code, userName = name, password = "a-long-password", displayName = "周小勇" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => client.PostAsJsonAsync("/api/v1/invitations/taking", Body($"clerk{i}"))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(1, await _host.DbAsync(db => db.Accounts.CountAsync(a => a.DisplayName == "周小勇")));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync("/api/v1/invitations/preview", new { code = invited.Code })).StatusCode);
        Assert.Empty(await _host.CheckAsync());
    }

    [Fact]
    public async Task Whoever_has_an_account_takes_it_up_with_that_one_but_not_its_maker()
    {
        var invited = await InvitedAsync(Role.Volunteer);
        Assert.Equal("appointment.oneself", (await _host.SendAsync("director", new TakeInvitation(invited.Code, null, null, null))).Refusals[0].Code);
        Assert.True((await _host.SendAsync("chen", new TakeInvitation(invited.Code, null, null, null))).Ok);
        var me = await (await _host.ApiAsync("chen")).GetFromJsonAsync<JsonElement>("/api/v1/me");
        Assert.Contains("volunteer", me.GetRawText());
        Assert.Equal("invitation.no", (await _host.SendAsync("zhao", new TakeInvitation(invited.Code, null, null, null))).Refusals[0].Code);
    }

    [Fact]
    public async Task A_grid_with_its_branch_and_a_body_are_entered_once()
    {
        var community = await _host.DbAsync(db => db.Places.Where(p => p.Name == "梧桐里社区").Select(p => p.Id).SingleAsync());
        var grid = await _host.SendAsync("director", new AddPlace(community, "第五网格"));
        Assert.True(grid.Ok);
        Assert.Equal("place.name-taken", (await _host.SendAsync("director", new AddPlace(community, " 第五网格 "))).Refusals[0].Code);
        Assert.True((await _host.SendAsync("director", new FoundPartyUnit(grid.Value, "第五网格党支部"))).Ok);
        Assert.Equal("party-unit.there", (await _host.SendAsync("director", new FoundPartyUnit(grid.Value, "又一个"))).Refusals[0].Code);
        Assert.True((await _host.SendAsync("director", new FoundUnit(UnitKind.SocialOrganisation, "邻里互助社"))).Ok);
        Assert.Equal("place.name-taken", (await _host.SendAsync("director", new FoundUnit(UnitKind.SocialOrganisation, "邻里互助社"))).Refusals[0].Code);
        Assert.Equal("forbidden", (await _host.SendAsync("secretary", new AddPlace(community, "第六网格"))).Refusals[0].Code);
        Assert.Equal("not-found", (await _host.SendAsync("director.b", new AddPlace(community, "第六网格"))).Refusals[0].Code);
        Assert.Empty(await _host.CheckAsync());
    }

    [Fact]
    public async Task A_dispatch_goes_up_by_itself_from_where_nobody_serves_and_the_street_answers_it()
    {
        var waiting = (await _host.SendAsync("secretary", new ListDispatches())).Value.Items.First(d => d.SentAt is not null && d.Stance is null);
        var secretary = await _host.DbAsync(db => db.Appointments.Where(a => a.Role == Role.CommunitySecretary && db.Places.Any(p => p.Id == a.CommunityId && p.Name == "梧桐里社区")).Select(a => a.Id).SingleAsync());
        Assert.True((await _host.SendAsync("director", new EndAppointment(secretary, "调离"))).Ok);
        await _host.AdvanceAsync(TimeSpan.FromMinutes(1));
        var street = await _host.ApiAsync("street");
        var there = await street.GetFromJsonAsync<JsonElement>($"/api/v1/dispatches/{waiting.Id}");
        var chain = there.GetProperty("chain").EnumerateArray().ToList();
        Assert.Equal((true, "sub-district"), (chain[^2].GetProperty("unattended").GetBoolean(), chain[^1].GetProperty("level").GetString()));
        Assert.True((await street.PostAsJsonAsync($"/api/v1/dispatches/{waiting.Id}/acknowledgement", new { })).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await street.PostAsJsonAsync($"/api/v1/dispatches/{waiting.Id}/forwarding", new { })).StatusCode);
        Assert.True((await street.PostAsJsonAsync($"/api/v1/dispatches/{waiting.Id}/reply", new { stance = "not-adopted", reason = "今年没有预算" })).IsSuccessStatusCode);
        // The secretary of the next community sees nothing of it.
        Assert.Equal(HttpStatusCode.NotFound, (await (await _host.ApiAsync("secretary.b")).GetAsync($"/api/v1/dispatches/{waiting.Id}")).StatusCode);
    }
}
