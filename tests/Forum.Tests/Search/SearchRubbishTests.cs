using System.Net;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Reception;
using Forum.Reception;
using Forum.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Search;

/// <summary>No text breaks the search, no number of people at once spoils the index, and what is wrong with it is found.</summary>
public sealed class SearchRubbishTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Bits =
    [
        "\"", "'", "*", "^", "(", ")", ":", "-", "－", "+", "{", "}", "AND", "OR", "NOT", "NEAR", "NEAR(a b, 3)", "TitleWords:", "rowid", "--", ";", "/*", "\\", "%", "_", "\0", "\ud800", "\udc00", "𠀀", "电梯", "电", "“", "”", "「", "》",
        "lights", "a", "3", " ", "\t", "\n", "　", "é", "e\u0301", "🎉", "👨‍👩‍👧", "\u202e", "ﷺ", "Ａ", "ガ", "２０２６-000001", "/c/", "<b>", "&", "{0}", "{1}", "$p", "@q", "?",
    ];

    [Fact]
    public async Task Three_thousand_rubbish_questions_are_answered()
    {
        var dice = new Random(20260101);
        foreach (var i in Enumerable.Range(0, 3000))
        {
            var text = string.Concat(Enumerable.Range(0, dice.Next(1, 14)).Select(_ => Bits[dice.Next(Bits.Length)]));
            if (i % 100 == 0) text = string.Concat(Enumerable.Repeat(text, 400));
            Assert.True((await host.SendAsync("lin", new FindText(text, Cursor: Bits[dice.Next(Bits.Length)], Take: dice.Next(-5, 500)))).Ok);
            if (i % 10 == 0) Assert.True((await host.SendAsync("lin", new FindSimilar(text, text))).Ok);
        }
    }

    [Fact]
    public async Task Rubbish_addresses_are_pages()
    {
        var (dice, client) = (new Random(7), host.CreateClient());
        for (var i = 0; i < 200; i++)
        {
            string Some() => Uri.EscapeDataString(string.Concat(Enumerable.Range(0, 4).Select(_ => Bits[dice.Next(Bits.Length)])).Replace("\ud800", "").Replace("\udc00", ""));
            var answer = await client.GetAsync($"/search?q={Some()}&kind={Some()}&place={Some()}&stage={Some()}&from={Some()}&to={Some()}&cursor={Some()}");
            var page = await answer.Content.ReadAsStringAsync();
            // A day that is none is said to be so, with all else that was asked for.
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("aria-invalid=\"true\"", page);
            Assert.DoesNotContain("⟦", page);
            Assert.True((int)(await client.GetAsync($"/api/v1/search?q={Some()}&cursor={Some()}")).StatusCode < 500);
        }
        foreach (var far in new[] { "from=9999-12-31", "to=9999-12-31", "from=0001-01-01", "to=0001-01-01", "q=%00", "q=%ff%fe", "q=%ED%A0%80" }) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/search?{far}")).StatusCode);
    }

    [Fact]
    public async Task Whatever_many_say_at_once_while_others_search_and_all_is_read_anew_is_found()
    {
        var proposal = (await host.SendAsync("lin", new Propose("一起说", "正文", null))).Value.Id;
        string[] people = ["lin", "chen", "zhao", "wu"];
        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.SendAsync(people[i % 4], new AddComment(proposal, $"芍药第{i}朵", Stance.For)))),
            Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.SendAsync("chen", new FindText("芍药")))),
            host.SendAsPortalAsync(default, new RebuildSearch()), host.SendAsPortalAsync(default, new RebuildSearch()),
            host.SendAsync("lin", new RaiseConcern("other", null, "芍药", "一件", Visibility.Public)));
        Assert.Equal(41, (await host.SendAsync("chen", new FindText("芍药"))).Value.Total);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Only_the_portal_reads_everything_anew()
    {
        Assert.Equal("not-found", (await host.SendAsync("director", new RebuildSearch())).Refusals[0].Code);
    }
}
