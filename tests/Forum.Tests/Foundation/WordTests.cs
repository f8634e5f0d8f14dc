using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Forum.Council.Proposals;

namespace Forum.Tests.Foundation;

/// <summary>A word of an enumeration is one of its words: no number, no two in one, nothing that is none of them.</summary>
public sealed class WordTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private async Task<(HttpClient Lin, string Comments)> LinAsync() => (await host.ApiAsync("lin"), $"/api/v1/proposals/{(await host.SendAsync("lin", new Propose("数字不是词", "正文。", null))).Value.Id}/comments");

    [Theory]
    [InlineData("99")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"99\"")]
    [InlineData("\"1\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"+1\"")]
    [InlineData("\"\"")]
    [InlineData("\"for, against\"")]
    [InlineData("\"for,for\"")]
    [InlineData("\"perhaps\"")]
    [InlineData("true")]
    [InlineData("[\"for\"]")]
    [InlineData("{}")]
    public async Task What_is_none_of_the_words_is_refused_at_its_field_in_words(string stance)
    {
        var (lin, comments) = await LinAsync();
        foreach (var (language, said) in new[] { ("zh", "“stance”这一项要填这几个词之一：for、against、neither。"), ("en", "“stance” must be one of these words: for, against, neither.") })
        {
            lin.DefaultRequestHeaders.AcceptLanguage.Clear();
            lin.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var answer = await lin.PostAsync(comments, Json($$"""{"body":"好。","stance":{{stance}}}"""));
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((HttpStatusCode.BadRequest, "not-understood"), (answer.StatusCode, problem.GetProperty("code").GetString()));
            Assert.Equal(("stance", said), (problem.GetProperty("errors")[0].GetProperty("field").GetString(), problem.GetProperty("errors")[0].GetProperty("message").GetString()));
        }
        Assert.Empty((await lin.GetFromJsonAsync<JsonElement>(comments)).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("concerns", """{"category":"other","title":"题","body":"说","visibility":99}""", "visibility")]
    [InlineData("concerns", """{"category":"other","title":"题","body":"说","visibility":"99"}""", "visibility")]
    [InlineData("units", """{"kind":1,"name":"x"}""", "kind")]
    public async Task So_it_is_wherever_a_body_has_one(string path, string body, string field)
    {
        var answer = await (await host.ApiAsync("director")).PostAsync($"/api/v1/{path}", Json(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("\"for\"")]
    [InlineData("\"For\"")]
    [InlineData("\"against\"")]
    public async Task Its_words_are_taken_as_before(string stance)
    {
        var (lin, comments) = await LinAsync();
        Assert.Equal(HttpStatusCode.Created, (await lin.PostAsync(comments, Json($$"""{"body":"好。","stance":{{stance}}}"""))).StatusCode);
        Assert.Equal(stance.Trim('"').ToLowerInvariant(), (await lin.GetFromJsonAsync<JsonElement>(comments)).GetProperty("items")[0].GetProperty("stance").GetString());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("99")]
    [InlineData("newest,oldest")]
    [InlineData("")]
    public async Task Nor_does_an_address_take_a_number(string order) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await host.ApiAsync("lin")).GetAsync($"{(await LinAsync()).Comments}?order={order}")).StatusCode);

    [Theory]
    [InlineData("1")]
    [InlineData("99")]
    [InlineData("For,Against")]
    [InlineData(" 1")]
    public async Task Nor_does_a_form(string stance)
    {
        var (_, comments) = await LinAsync();
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync(comments["/api/v1".Length..^"/comments".Length]);
        await chen.PostAsync("say", new() { ["body"] = "好。", ["stance"] = stance });
        Assert.Equal(HttpStatusCode.BadRequest, chen.Response.StatusCode);
        Assert.Contains("好。", chen.Form("say").TextContent);
    }

    [Fact]
    public async Task The_description_of_the_api_names_the_words_of_bodies()
    {
        var schemas = (await (await host.ApiAsync("lin")).GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        JsonElement Of(JsonElement schema) => schema.TryGetProperty("$ref", out var elsewhere) ? schemas.GetProperty(elsewhere.GetString()!.Split('/')[^1])
            : schema.TryGetProperty("oneOf", out var either) ? Of(either.EnumerateArray().Last()) : schema;
        var stance = Of(schemas.GetProperty("DiscussionCommentBody").GetProperty("properties").GetProperty("stance"));
        Assert.Equal(["for", "against", "neither"], stance.GetProperty("enum").EnumerateArray().Where(w => w.ValueKind == JsonValueKind.String).Select(w => w.GetString()));
        Assert.Contains("string", stance.GetProperty("type").ToString());
        var often = schemas.GetProperty("ChooseNotices").GetProperty("properties").GetProperty("kinds").GetProperty("additionalProperties");
        Assert.Equal(["at-once", "daily", "weekly", "never"], often.GetProperty("enum").EnumerateArray().Select(w => w.GetString()));
    }
}
