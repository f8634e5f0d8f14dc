using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Foundation;

/// <summary>What an address may ask for is written as in bodies: every value that is documented is understood.</summary>
public sealed class QueryWordTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<JsonElement> ReadAsync(string path)
    {
        var answer = await (await host.ApiAsync("lin")).GetAsync($"/api/v1/{path}");
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {path}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    [Fact]
    public async Task A_discussion_is_read_in_every_order_and_its_stances_are_words()
    {
        var id = (await host.SendAsync("lin", new Propose("问得到的提案", "正文。", null))).Value.Id;
        foreach (var (words, stance) in new[] { ("先说的", Stance.For), ("后说的", Stance.Against), ("再说的", Stance.Neither) }) await host.SendAsync("chen", new AddComment(id, words, stance, null));
        foreach (var (order, first) in new[] { ("newest", 3), ("Newest", 3), ("oldest", 1), ("agreed", 1) })
            Assert.Equal(first, (await ReadAsync($"proposals/{id}/comments?order={order}")).GetProperty("items")[0].GetProperty("seq").GetInt32());
        Assert.Equal(["against", "for", "neither"], (await ReadAsync($"proposals/{id}")).GetProperty("stances").EnumerateObject().Select(s => s.Name).Order());
        var wrong = await (await host.ApiAsync("lin")).GetAsync($"/api/v1/proposals/{id}/comments?order=best");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task Contributions_are_read_by_every_outcome()
    {
        var call = (await ReadAsync("calls")).GetProperty("items").EnumerateArray().First(c => c.GetProperty("state").GetString() == "concluded").GetProperty("id").GetString();
        var counted = (await ReadAsync($"calls/{call}")).GetProperty("outcomes");
        foreach (var outcome in new[] { "pending", "adopted", "merged", "not-adopted", "NotAdopted" })
        {
            var items = (await ReadAsync($"calls/{call}/contributions?outcome={outcome}&take=100")).GetProperty("items").GetArrayLength();
            Assert.Equal(counted.TryGetProperty(outcome == "NotAdopted" ? "not-adopted" : outcome, out var count) ? count.GetInt32() : 0, items);
        }
    }

    [Fact]
    public void No_address_asks_for_an_enumeration_in_another_way()
    {
        var asked = host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []).Where(p => (Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType).IsEnum).Select(p => $"{e.RoutePattern.RawText} {p.Name}"));
        Assert.Empty(asked);
    }

    [Fact]
    public async Task The_description_of_the_api_names_the_words()
    {
        var api = await (await host.ApiAsync("lin")).GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var outcome = api.GetProperty("paths").GetProperty("/api/v1/calls/{id}/contributions").GetProperty("get").GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "outcome");
        Assert.Equal(["pending", "adopted", "merged", "not-adopted"], outcome.GetProperty("schema").GetProperty("enum").EnumerateArray().Select(w => w.GetString()));
    }
}
