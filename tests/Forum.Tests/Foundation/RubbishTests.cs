using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Forum.Tests.Foundation;

/// <summary>Rubbish from outside breaks nothing: a page that is not there, a body that is none, an address that means nothing.</summary>
public sealed class RubbishTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Pages =
    [
        "/", "/concerns", "/concerns/new", "/queue", "/proposals", "/proposals/new", "/calls", "/calls/new", "/drafts", "/polls", "/polls/new", "/decisions", "/decisions/new", "/dispatches", "/news", "/organisation", "/organisation/appoint",
        "/organisation/enter", "/register", "/register/letters", "/register/disputes", "/me", "/me/home", "/me/password", "/ledger", "/demo/clock", "/sign-in", "/join", "/invited", "/set-up", "/about", "/offers", "/offers/new",
    ];

    private static readonly string[] Queries =
        ["", "?cursor=x", "?cursor=%00", "?from=abc", "?proposal=zz", "?poll=zz", "?building=zz", "?place=zz", "?find=%F0%9F%98%80", "?back=//evil.example", "?lang=%00", "?sent=maybe", "?mine=zz", "?receipt=x", "?joined=x", "?poll=00000000-0000-0000-0000-000000000000"];

    [Theory]
    [InlineData(null)]
    [InlineData("lin")]
    [InlineData("director")]
    public async Task No_page_breaks_on_any_address(string? who)
    {
        using var client = who is null ? host.CreateClient(new() { AllowAutoRedirect = false }) : await host.ApiAsync(who);
        List<string> broken = [];
        foreach (var address in Pages.SelectMany(p => Queries.Select(q => p + q)).Concat(new[] { "concerns", "proposals", "polls", "decisions", "dispatches", "offers", "calls", "register/homes", "drafts", "amendments" }.SelectMany(n => new[] { $"/{n}/abc", $"/{n}/00000000-0000-0000-0000-000000000000" })))
        {
            var answer = await client.GetAsync(address);
            if ((int)answer.StatusCode >= 500 || (await answer.Content.ReadAsStringAsync()).Contains('⟦')) broken.Add($"{(int)answer.StatusCode} {address}");
        }
        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("concerns", "{", null)]
    [InlineData("concerns", "null", null)]
    [InlineData("concerns", "", null)]
    [InlineData("concerns", """{"title":5}""", "title")]
    [InlineData("concerns", """{"visibility":"nobody"}""", "visibility")]
    [InlineData("units", """{"kind":"guess","name":"x"}""", "kind")]
    [InlineData("offers", """{"capacity":"many"}""", "capacity")]
    [InlineData("polls", """{"closesAt":"soon"}""", "closesAt")]
    [InlineData("calls", """{"groups":"owners"}""", "groups")]
    [InlineData("concerns", """{"title":"灯","body":"坏了","title":"别的"}""", null)]
    [InlineData("polls/00000000-0000-0000-0000-000000000000/ballots", """{"choice":"yes","Choice":"no"}""", null)]
    public async Task A_body_that_cannot_be_read_is_answered_at_its_field(string path, string body, string? field)
    {
        var answer = await (await host.ApiAsync("director")).PostAsync($"/api/v1/{path}", new StringContent(body, Encoding.UTF8, "application/json"));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.BadRequest, "not-understood"), (answer.StatusCode, problem.GetProperty("code").GetString()));
        if (field is not null) Assert.Equal(field, problem.GetProperty("errors")[0].GetProperty("field").GetString());
    }
}
