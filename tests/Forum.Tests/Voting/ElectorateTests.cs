using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Register;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Who stands on the roll of each electorate, and who answers for a line, through the API.</summary>
public sealed class ElectorateTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? null : (await JsonAsync(answer)).GetProperty("code").GetString();

    private async Task<HttpResponseMessage> SetUpAsync(string who, object body) => await (await host.ApiAsync(who)).PostAsJsonAsync("/api/v1/polls", body);

    private async Task<string> OpenAsync(string who, string preset, string? unitId = null)
    {
        var made = await SetUpAsync(who, new { question = "是否同意？", method = "yes-no-abstain", preset, secrecy = "open", unitId, closesAt = host.Now().AddDays(1) });
        var id = (await JsonAsync(made)).GetProperty("id").GetString()!;
        Assert.Null(await CodeAsync(await (await host.ApiAsync(who)).PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })));
        return id;
    }

    private async Task<string?> CastAsync(string who, string poll, string choice = "yes") => await CodeAsync(await (await host.ApiAsync(who)).PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { choice }));

    private async Task<JsonElement> PollAsync(string who, string poll) => await JsonAsync(await (await host.ApiAsync(who)).GetAsync($"/api/v1/polls/{poll}"));

    [Fact]
    public async Task One_vote_a_home_whoever_of_its_adults_is_first()
    {
        var poll = await OpenAsync("director", "households-assembly");
        var homes = await host.DbAsync(async db => (await db.RollLines.Where(l => l.PollId == new PollId(Guid.Parse(poll))).ToListAsync(), await db.Residencies.Select(r => r.HomeId).Distinct().CountAsync()));
        Assert.InRange(homes.Item1.Count, 100, homes.Item2);
        Assert.Null(await CastAsync("lin", poll));
        Assert.Equal("yes", (await PollAsync("lin", poll)).GetProperty("own").GetProperty("choice").GetString());

        // Somebody else of that home sees that it was cast, not what it says, and cannot change it.
        var other = await host.FamilyAsync("lin");
        Assert.Equal("ballot.household-cast", (await host.SendAsync(other, new CastBallot(new(Guid.Parse(poll)), Choice.No))).Refusals[0].Code);
        var seen = (await host.SendAsync(other, new GetPoll(new(Guid.Parse(poll))))).Value;
        Assert.True(seen.Own is { Choice: null, Receipt: null });
        Assert.Equal(1, seen.Voted);
    }

    [Fact]
    public async Task Whoever_is_found_to_be_under_age_answers_for_no_home_from_that_instant()
    {
        var poll = new PollId(Guid.Parse(await OpenAsync("director", "households-assembly")));
        var child = await host.FamilyAsync("chen");
        Assert.NotNull((await host.SendAsync(child, new GetPoll(poll))).Value.Own);
        var person = await host.DbAsync(async db => (await db.Accounts.SingleAsync(a => a.UserName == child)).PersonId!.Value);
        Assert.True((await host.SendAsync("director", new CorrectPerson(person, new("陈小明", host.Today.AddYears(-16), null)))).Ok);
        Assert.Equal("poll.not-on-roll", (await host.SendAsync(child, new CastBallot(poll, Choice.Yes))).Refusals[0].Code);
    }

    [Fact]
    public async Task Representatives_are_those_who_hold_that_office()
    {
        var poll = await OpenAsync("director", "representatives-assembly");
        Assert.Equal(Demo.DemoPeople.Representatives.Count, (await PollAsync("lin", poll)).GetProperty("roll").GetProperty("persons").GetInt32());
        Assert.Null(await CastAsync("lin", poll));
        Assert.Equal("poll.not-on-roll", await CastAsync("zhao", poll));
    }

    [Fact]
    public async Task A_committees_members_vote_though_they_are_on_no_register()
    {
        var poll = await OpenAsync("director", "committee");
        Assert.Equal(1, (await PollAsync("director", poll)).GetProperty("roll").GetProperty("persons").GetInt32());
        Assert.Null(await CastAsync("director", poll));
        Assert.Equal("poll.not-on-roll", await CastAsync("supervisor", poll));
    }

    [Fact]
    public async Task Who_acts_for_a_body_holds_its_members_polls_and_nobody_elses()
    {
        var units = await host.DbAsync(db => db.Units.Where(u => u.Kind == UnitKind.SocialOrganisation || u.Kind == UnitKind.PropertyManager).OrderBy(u => u.CommunityId).ToListAsync());
        var account = await host.DbAsync(db => db.Accounts.SingleAsync(a => a.UserName == "care"));
        var (own, others) = (units.First(u => u.CommunityId == account.CommunityId && u.Kind == UnitKind.SocialOrganisation).Id.ToString(), units.First(u => u.CommunityId == account.CommunityId && u.Kind == UnitKind.PropertyManager).Id.ToString());
        var poll = await OpenAsync("care", "members", own);
        Assert.Null(await CastAsync("care", poll));
        Assert.Equal("poll.committee-only", await CodeAsync(await SetUpAsync("care", new { question = "？", method = "yes-no-abstain", preset = "members", secrecy = "open", unitId = others, closesAt = host.Now().AddDays(1) })));
        Assert.Equal("poll.unit", await CodeAsync(await SetUpAsync("director", new { question = "？", method = "yes-no-abstain", preset = "members", secrecy = "open", closesAt = host.Now().AddDays(1) })));
        Assert.Equal("poll.unit", await CodeAsync(await SetUpAsync("director", new { question = "？", method = "yes-no-abstain", preset = "members", secrecy = "open", unitId = Guid.NewGuid(), closesAt = host.Now().AddDays(1) })));
    }

    [Fact]
    public async Task Each_organisation_has_one_voice_that_those_who_act_for_it_may_change()
    {
        var poll = await OpenAsync("director", "organisations");
        Assert.Equal(6, (await PollAsync("director", poll)).GetProperty("roll").GetProperty("persons").GetInt32());
        Assert.Null(await CastAsync("property", poll));
        Assert.Null(await CastAsync("property", poll, "no"));
        Assert.Null(await CastAsync("care", poll));
        Assert.Equal("poll.not-on-roll", await CastAsync("lin", poll));
        Assert.Equal(2, (await PollAsync("director", poll)).GetProperty("voted").GetInt32());
        await host.DrainAsync();
        Assert.Contains("是否同意", await (await host.ApiAsync("department")).GetStringAsync("/api/v1/news"));
    }

    [Fact]
    public async Task A_bodys_voice_is_changed_by_who_cast_it_alone_until_their_term_ends()
    {
        var poll = await OpenAsync("director", "organisations");
        var office = await host.DbAsync(async db => await db.Appointments.SingleAsync(a => a.UnitId != null && db.Accounts.Any(x => x.UserName == "property" && x.Id == (Guid)(object)a.AccountId)));
        Assert.True((await host.SendAsync("director", new Forum.Organisation.Appoint(null, office.Role, office.PlaceId, office.UnitId, null, null, host.Now().AddDays(90), "volunteer"))).Ok);
        Assert.Null(await CastAsync("property", poll));
        Assert.Equal("ballot.body-cast", await CastAsync("volunteer", poll, "no"));
        var own = (await PollAsync("volunteer", poll)).GetProperty("own");
        Assert.True(own.GetProperty("byOther").GetBoolean());
        Assert.False(own.TryGetProperty("choice", out var said) && said.ValueKind != JsonValueKind.Null);
        Assert.Contains("由另一位代表投出", (await (await Browser.SignedInAsync(host, "volunteer")).GoAsync($"/polls/{poll}")).Text);
        Assert.Contains("只有一票", (await (await Browser.SignedInAsync(host, "property")).GoAsync($"/polls/{poll}")).Text);

        async Task EndsAsync(DateTimeOffset at) => await host.DbAsync(db => db.Appointments.Where(a => a.Id == office.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Until, at)));
        await EndsAsync(host.Now());
        Assert.Null(await CastAsync("volunteer", poll, "no"));
        Assert.Equal(1, (await PollAsync("director", poll)).GetProperty("voted").GetInt32());
        await EndsAsync(office.Until);
    }

    [Fact]
    public async Task Those_whose_attendance_was_recorded_vote_and_nobody_else()
    {
        var director = await host.ApiAsync("director");
        var made = await SetUpAsync("director", new { question = "现在休会？", method = "yes-no-abstain", preset = "meeting", secrecy = "open", closesAt = host.Now().AddMinutes(10) });
        var id = (await JsonAsync(made)).GetProperty("id").GetString()!;
        Assert.Equal("poll.nobody-on-roll", await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })));
        foreach (var name in new[] { "lin", "chen" })
        {
            var account = await host.DbAsync(db => db.Accounts.SingleAsync(a => a.UserName == name));
            Assert.Null(await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/attendance", new { voterId = account.PersonId!.Value.ToString() })));
            Assert.Equal("attendance.already", await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/attendance", new { voterId = account.PersonId!.Value.ToString() })));
        }
        var supervisor = await host.DbAsync(db => db.Accounts.SingleAsync(a => a.UserName == "supervisor"));
        Assert.Null(await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/attendance", new { voterId = supervisor.Id })));
        Assert.Null(await CodeAsync(await director.DeleteAsync($"/api/v1/polls/{id}/attendance/{supervisor.Id}")));
        Assert.Equal("attendance.unknown", await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/attendance", new { voterId = Guid.NewGuid() })));
        Assert.Equal("forbidden", await CodeAsync(await (await host.ApiAsync("lin")).PostAsJsonAsync($"/api/v1/polls/{id}/attendance", new { voterId = supervisor.Id })));
        Assert.Null(await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })));
        Assert.Equal("poll.opened", await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/attendance", new { voterId = supervisor.Id })));
        Assert.Null(await CastAsync("lin", id));
        Assert.Equal("poll.not-on-roll", await CastAsync("zhao", id));
        Assert.Null(await CastAsync("chen", id));
        // Everybody has voted: it need not wait.
        Assert.Null(await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/closing", new { })));
    }

    [Fact]
    public async Task A_rule_of_ones_own_judges_the_poll_and_is_shown_with_its_source()
    {
        object Body(object rule) => new { question = "外墙颜色？", method = "yes-no-abstain", preset = "free", secrecy = "open", closesAt = host.Now().AddDays(1), rule };
        var made = await SetUpAsync("director", Body(new { source = "议事规则第三条", electorate = "residents", quorum = new { numerator = 0, denominator = 1, strict = false }, @base = "cast", majority = new { numerator = 2, denominator = 3, strict = false }, support = new { numerator = 1, denominator = 5, strict = false } }));
        Assert.Null(await CodeAsync(made));
        var id = (await JsonAsync(made)).GetProperty("id").GetString()!;
        await (await host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { });
        Assert.Null(await CastAsync("lin", id));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var result = await JsonAsync(await (await host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{id}/result"));
        Assert.Equal(("failed", "议事规则第三条"), (result.GetProperty("outcome").GetString(), result.GetProperty("rule").GetProperty("citation").GetString()));
        var page = await (await host.ApiAsync("lin")).GetStringAsync($"/polls/{id}/result");
        Assert.Contains("议事规则第三条", page);
        Assert.Contains("同意的还要占全册人数五分之一以上", page);
        Assert.Equal("source.missing", await CodeAsync(await SetUpAsync("director", Body(new { majority = new { numerator = 1, denominator = 2, strict = true } }))));
        Assert.Equal("poll.owners-committee-only", await CodeAsync(await SetUpAsync("director", Body(new { source = "x", electorate = "owners", majority = new { numerator = 1, denominator = 2, strict = true } }))));
    }

    [Fact]
    public async Task Owners_counted_by_heads_verify_and_show_no_areas()
    {
        var share = new { numerator = 0, denominator = 1, strict = false };
        var made = await SetUpAsync("owners.chair", new { question = "外墙颜色？", method = "yes-no-abstain", preset = "free", secrecy = "open", closesAt = host.Now().AddDays(1),
            rule = new { source = "管理规约", electorate = "owners", by = "heads", quorum = share, @base = "cast", majority = new { numerator = 1, denominator = 2, strict = true }, support = share } });
        var id = (await JsonAsync(made)).GetProperty("id").GetString()!;
        await (await host.ApiAsync("owners.chair")).PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { });
        foreach (var (who, choice) in new[] { ("lin", "yes"), ("chen", "no"), ("zhao", "yes") }) Assert.Null(await CastAsync(who, id, choice));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var api = host.CreateClient();
        var counts = (await JsonAsync(await api.GetAsync($"/api/v1/polls/{id}/result"))).GetProperty("counts");
        Assert.All(counts.EnumerateObject(), c => Assert.Equal(0, c.Value.GetProperty("area").GetInt64()));
        var record = (await api.GetStringAsync($"/api/v1/polls/{id}/record")).Split('\n');
        Assert.All(new Forum.Voting.Record.RecordCheck().Run(record), f => Assert.True(f.Holds, f.Name));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task A_poll_that_takes_papers_but_printed_none_closes_when_voting_ends()
    {
        var made = await SetUpAsync("director", new { question = "？", method = "yes-no-abstain", preset = "residents", secrecy = "open", papers = "last", entryHours = 48, closesAt = host.Now().AddHours(2) });
        var id = (await JsonAsync(made)).GetProperty("id").GetString()!;
        await (await host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { });
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Null(await CodeAsync(await (await host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{id}/result")));
    }
}
