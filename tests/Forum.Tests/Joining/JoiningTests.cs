using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Register;
using Forum.Joining;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Joining;

/// <summary>Joining by letter: a code that works once, a second check, and what the people of the home can do about it.</summary>
public sealed class JoiningTests : IDisposable
{
    private readonly ForumHost _host = new();

    public void Dispose() => _host.Dispose();

    private sealed record Lettered(PlaceId Home, string Code, Person Person);

    // The first of the home's letters of that sort, and whom it is for.
    private async Task<Lettered> LetterAsync(string neighbour, bool forOwner = false)
    {
        var home = (await _host.SendAsync(neighbour, new GetMyHome())).Value.Homes[0].HomeId;
        var letters = (await _host.SendAsync("director", new PrintLetters(home))).Value;
        var code = letters.First(l => l.ForOwner == forOwner).Lines[0].Code;
        var hash = Codes.HashOf(code);
        var person = await _host.DbAsync(db => db.JoinCodes.Where(c => c.Hash == hash).Join(db.People, c => c.PersonId, p => p.Id, (c, p) => p).SingleAsync());
        return new(home, code, person);
    }

    private static object Body(Lettered letter, string userName, string displayName = "小桂", DateOnly? born = null) =>
        new { code = letter.Code, bornOn = (born ?? letter.Person.BornOn)!.Value.ToString("yyyy-MM-dd"), userName, password = "a-long-password", displayName };

    private static async Task<string?> CodeOfAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private async Task<HttpClient> JoinAsync(Lettered letter, string userName)
    {
        var client = _host.CreateClient(new() { HandleCookies = false });
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync("/api/v1/joinings", Body(letter, userName))).StatusCode);
        var session = await (await client.PostAsJsonAsync("/api/v1/session", new { userName, password = "a-long-password" })).Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("token").GetString());
        return client;
    }

    [Fact]
    public async Task The_code_and_the_date_of_birth_make_one_account_and_only_one()
    {
        var letter = await LetterAsync("lin");
        var joined = await JoinAsync(letter, "xiaogui");
        Assert.Equal("小桂", (await joined.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("displayName").GetString());
        Assert.Equal(letter.Home.ToString(), (await joined.GetFromJsonAsync<JsonElement>("/api/v1/me/home")).GetProperty("homes")[0].GetProperty("homeId").GetString());
        var again = await _host.CreateClient().PostAsJsonAsync("/api/v1/joinings", Body(letter, "another"));
        Assert.Equal("join.no", await CodeOfAsync(again));
        Assert.Empty(await _host.CheckAsync());
    }

    [Fact]
    public async Task Ten_at_once_make_one_account()
    {
        var letter = await LetterAsync("lin");
        using var client = _host.CreateClient();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => client.PostAsJsonAsync("/api/v1/joinings", Body(letter, $"racer{i}"))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(1, await _host.DbAsync(db => db.Accounts.CountAsync(a => a.PersonId == letter.Person.Id)));
        Assert.Equal(1, await _host.DbAsync(db => db.Joinings.CountAsync(j => j.PersonId == letter.Person.Id)));
    }

    [Fact]
    public async Task A_tenant_with_the_owner_s_letter_does_not_become_the_owner()
    {
        var letter = await LetterAsync("wu", forOwner: true);
        using var client = _host.CreateClient();
        var wrong = letter.Person.BornOn!.Value.AddDays(1);
        var unknown = await (await client.PostAsJsonAsync("/api/v1/joinings/preview", new { code = "AAAA-BBBB-CCCC", bornOn = "1960-01-01" })).Content.ReadAsStringAsync();
        for (var i = 0; i < JoinCode.MostTries; i++)
        {
            var answer = await client.PostAsJsonAsync(i % 2 == 0 ? "/api/v1/joinings/preview" : "/api/v1/joinings", Body(letter, "tenant", born: wrong));
            // Nothing tells a wrong date from an unknown code: neither whether it fits nor whose it is.
            Assert.Equal(unknown, await answer.Content.ReadAsStringAsync());
        }
        Assert.Equal("join.no", await CodeOfAsync(await client.PostAsJsonAsync("/api/v1/joinings", Body(letter, "owner"))));
        Assert.Equal(JoinCodeEnd.Locked, await _host.DbAsync(db => db.JoinCodes.Where(c => c.PersonId == letter.Person.Id).Select(c => c.End).SingleAsync()));
        // A new letter opens what guessing closed.
        Assert.True((await _host.SendAsync("director", new PrintLetters(letter.Home))).Ok);
        Assert.Equal(1, await _host.DbAsync(db => db.JoinCodes.CountAsync(c => c.OpenFor == letter.Person.Id)));
    }

    [Fact]
    public async Task A_new_letter_replaces_the_old()
    {
        var old = await LetterAsync("lin");
        var renewed = await LetterAsync("lin");
        Assert.Equal("join.no", await CodeOfAsync(await _host.CreateClient().PostAsJsonAsync("/api/v1/joinings", Body(old, "old.letter"))));
        await JoinAsync(renewed, "new.letter");
    }

    [Fact]
    public async Task The_home_s_people_are_told_and_may_dispute_and_nobody_else_sees_it()
    {
        var letter = await LetterAsync("lin");
        var joined = await JoinAsync(letter, "xiaogui");
        await _host.DrainAsync();
        var (lin, chen) = (await _host.ApiAsync("lin"), await _host.ApiAsync("chen"));
        Assert.Contains("小桂", await lin.GetStringAsync("/api/v1/news"));
        Assert.DoesNotContain("小桂", await chen.GetStringAsync("/api/v1/news"));
        Assert.DoesNotContain("小桂", await chen.GetStringAsync("/api/v1/me/home"));
        var id = (await lin.GetFromJsonAsync<JsonElement>("/api/v1/me/home")).GetProperty("homes")[0].GetProperty("joined").EnumerateArray().Single(j => !j.GetProperty("isMe").GetBoolean()).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NotFound, (await chen.PostAsJsonAsync($"/api/v1/joinings/{id}/disputes", new { reason = "不是" })).StatusCode);
        Assert.Equal("joining.your-own", await CodeOfAsync(await joined.PostAsJsonAsync($"/api/v1/joinings/{id}/disputes", new { reason = "不是" })));
        Assert.Equal(HttpStatusCode.NoContent, (await lin.PostAsJsonAsync($"/api/v1/joinings/{id}/disputes", new { reason = "她不会用手机" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await lin.PostAsJsonAsync($"/api/v1/joinings/{id}/disputes", new { reason = "再说一次" })).StatusCode);

        var director = await _host.ApiAsync("director");
        Assert.Contains("joining.disputed", await director.GetStringAsync("/api/v1/queue"));
        Assert.Equal(HttpStatusCode.Forbidden, (await lin.GetAsync("/api/v1/joinings/disputes")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await lin.PostAsJsonAsync($"/api/v1/joinings/{id}/settling", new { upheld = true, reason = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _host.ApiAsync("director.b")).PostAsJsonAsync($"/api/v1/joinings/{id}/settling", new { upheld = true, reason = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await director.PostAsJsonAsync($"/api/v1/joinings/{id}/settling", new { upheld = true, reason = "上门核实，不是本人" })).StatusCode);
        // Upheld: the account is nobody of the register and its session is over; the person may get a new letter.
        Assert.Equal(HttpStatusCode.Unauthorized, (await joined.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(letter.Person.Id, (await LetterAsync("lin")).Person.Id);
        Assert.Empty(await _host.CheckAsync());
    }

    [Fact]
    public async Task Only_who_keeps_the_register_prints_letters_and_only_at_home()
    {
        var home = (await _host.SendAsync("lin", new GetMyHome())).Value.Homes[0].HomeId;
        foreach (var who in new[] { "lin", "property", "auditor", "street" }) Assert.Equal("forbidden", (await _host.SendAsync(who, new PrintLetters(home))).Refusals[0].Code);
        Assert.Equal("not-found", (await _host.SendAsync("director.b", new PrintLetters(home))).Refusals[0].Code);
        Assert.True((await _host.SendAsync("admin", new PrintLetters(home))).Ok);
    }

    [Fact]
    public async Task Nobody_takes_the_name_of_an_office_or_of_who_holds_one()
    {
        var letter = await LetterAsync("lin");
        using var client = _host.CreateClient();
        foreach (var name in new[] { "居委会", "陈立", "惠民物业" }) Assert.Equal("displayName.reserved", await CodeOfAsync(await client.PostAsJsonAsync("/api/v1/joinings", Body(letter, "poser", name))));
        Assert.Equal("userName.taken", await CodeOfAsync(await client.PostAsJsonAsync("/api/v1/joinings", Body(letter, "lin"))));
        await JoinAsync(letter, "honest");
    }

    [Fact]
    public async Task Children_get_no_letter()
    {
        var today = _host.Today;
        var home = (await _host.SendAsync("lin", new GetMyHome())).Value.Homes[0].HomeId;
        var child = (await _host.SendAsync("director", new EnterResident(home, null, new("林小宝", today.AddYears(-14).AddDays(1), null), Tenure.Family, today, null))).Value;
        var young = (await _host.SendAsync("director", new EnterResident(home, null, new("林小雨", today.AddYears(-14), null), Tenure.Family, today, null))).Value;
        Assert.True((await _host.SendAsync("director", new PrintLetters(home))).Ok);
        var lettered = await _host.DbAsync(db => db.JoinCodes.Where(c => c.OpenFor != null).Select(c => c.PersonId).ToListAsync());
        Assert.Contains(young, lettered);
        Assert.DoesNotContain(child, lettered);
    }
}
