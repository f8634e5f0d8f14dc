using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Demo;
using Forum.Domain.Council.Discussion;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Council;

/// <summary>The rows of the list are rendered once for many readers: each still reads them in their own language and as they are now.</summary>
public sealed class RenderedRowsTests
{
    [Fact]
    public async Task Each_reader_finds_their_language_what_is_new_and_what_time_has_changed()
    {
        using var host = new ForumHost();
        var id = (await host.SendAsync("lin", new Propose("晒被子的<b>架子</b>", "正文。", null))).Value.Id;
        var (visitor, wu) = (new Browser(host), await Browser.SignedInAsync(host, "wu"));
        async Task<string> RowAsync(Browser reader, string lang = "zh")
        {
            await reader.GoAsync($"/proposals?lang={lang}");
            return reader.Page.QuerySelector($"ul.rows li:has(a[href='/proposals/{id}'])")!.TextContent;
        }

        for (var round = 0; round < 2; round++)
            foreach (var reader in new[] { visitor, wu })
            {
                var (chinese, english) = (await RowAsync(reader), await RowAsync(reader, "en"));
                Assert.Contains("晒被子的<b>架子</b>", chinese);
                Assert.Contains("0 条意见", chinese);
                Assert.Contains("，到", chinese);
                Assert.Contains("Comments: 0", english);
                Assert.Contains("until", english);
            }

        await host.SendAsync("chen", new AddComment(id, "装在哪？", Stance.Neither));
        Assert.Contains("1 条意见", await RowAsync(visitor));
        // Its period is over, and nobody has closed it yet.
        host.Services.GetRequiredService<DemoClock>().Show(TimeSpan.FromDays(60));
        Assert.Contains("since", await RowAsync(wu, "en"));
    }
}
