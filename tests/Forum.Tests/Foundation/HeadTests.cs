using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Forum.Tests.Foundation;

/// <summary>What is asked by HEAD is answered as by GET, without the body; what describes the API names each body by itself.</summary>
public sealed class HeadTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/proposals", HttpStatusCode.OK)]
    [InlineData("/feeds/proposals.atom", HttpStatusCode.OK)]
    [InlineData("/api/v1/proposals", HttpStatusCode.OK)]
    [InlineData("/nothing-here", HttpStatusCode.NotFound)]
    public async Task Head_says_what_get_says(string path, HttpStatusCode status)
    {
        using var client = host.CreateClient(new() { AllowAutoRedirect = false });
        // In this order: an answer without a body is not what others are given from what is kept.
        using var head = await client.SendAsync(new(HttpMethod.Head, path));
        using var get = await client.GetAsync(path);
        Assert.Equal((status, status), (head.StatusCode, get.StatusCode));
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.NotEmpty(await get.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_two_features_call_alike_is_described_apart()
    {
        var schemas = (await (await host.ApiAsync("lin")).GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        string[] Of(string name) => [.. schemas.GetProperty(name).GetProperty("properties").EnumerateObject().Select(p => p.Name)];
        Assert.NotEqual(Of("AmendmentsSettlementView"), Of("CallsSettlementView"));
        Assert.False(schemas.TryGetProperty("SettlementView", out _));
    }

    [Theory]
    [InlineData("/api/v1/decisions/{id}/milestones/{number}/reports", "percent")]
    [InlineData("/api/v1/amendments/{id}/acceptance", "fromVersion")]
    [InlineData("/api/v1/decisions/{id}/completion", "summary")]
    [InlineData("/api/v1/comments/{id}/versions", "edition")]
    [InlineData("/api/v1/joinings/{id}/settling", "upheld")]
    [InlineData("/api/v1/search/similar", "title")]
    public async Task The_description_of_the_api_tells_bodies_of_one_name_apart(string path, string member)
    {
        var api = await (await host.ApiAsync("lin")).GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var schema = api.GetProperty("paths").EnumerateObject().Single(p => System.Text.RegularExpressions.Regex.Replace(p.Name, "[{][a-z]+[}]", "{}") == System.Text.RegularExpressions.Regex.Replace(path, "[{][a-z]+[}]", "{}"))
            .Value.GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        var properties = api.GetProperty("components").GetProperty("schemas").GetProperty(schema.GetProperty("$ref").GetString()!.Split('/')[^1]).GetProperty("properties");
        Assert.True(properties.TryGetProperty(member, out _), properties.ToString());
    }
}
