using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Voting.Roll;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>At the desk a home is found by its number, and not by a part of another's.</summary>
public sealed class HomeNamesTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    [Theory]
    [InlineData("3号楼-0101", "3号楼", true)]
    [InlineData("13号楼-0101", "3号楼", false)]
    [InlineData("13号楼-3号楼底商", "3号楼", true)]
    [InlineData("13号楼-0101", "13", true)]
    [InlineData("１３号楼", "３号楼", false)]
    [InlineData("十三号楼", "三号楼", false)]
    [InlineData("三号楼", "三号楼", true)]
    [InlineData("晴川里3号楼", "3号楼", true)]
    [InlineData("3号楼-0101", "0101", true)]
    [InlineData("3号楼-10101", "0101", false)]
    [InlineData("3号楼", "号楼", true)]
    public void A_number_is_not_found_in_the_middle_of_another(string name, string words, bool found) => Assert.Equal(found, HomeNames.Holds(name, words));

    [Theory]
    [InlineData("3号楼-0101", "3号楼", true)]
    [InlineData("13号楼-0101", "3号楼", false)]
    [InlineData("13号楼-0101", "1", false)]
    [InlineData("1号楼-0101", "1", true)]
    [InlineData("十三号楼", "十", false)]
    [InlineData("2号楼1203", "2号楼12", true)]
    [InlineData("3号楼", "3号楼", true)]
    public void Homes_begin_with_the_words_and_a_number_alone_is_whole(string name, string words, bool begins) => Assert.Equal(begins, HomeNames.Begins(name, words));

    [Fact]
    public async Task The_desk_the_roll_and_the_printing_leave_out_the_building_whose_number_ends_alike()
    {
        var poll = await OpenAsync();
        PollId id = new(Guid.Parse(poll));
        var labels = await Host.DbAsync(db => db.RollLines.Where(l => l.PollId == id).Select(l => l.Label).ToListAsync());
        // A building such as 3号楼, where the roll has 13号楼 too.
        var building = Enumerable.Range(1, 9).Select(n => $"{n}号楼").First(b => labels.Any(l => l.StartsWith(b)) && labels.Any(l => l.StartsWith($"1{b}")));
        var director = await Host.ApiAsync("director");
        async Task<string[]> FoundAsync(string path) => [.. (await director.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/{path}?text={Uri.EscapeDataString(building)}")).EnumerateArray().Select(l => l.GetProperty("label").GetString()!)];
        foreach (var path in new[] { "roll/lines", "roll/voters" })
        {
            var found = await FoundAsync(path);
            Assert.NotEmpty(found);
            Assert.All(found, l => Assert.StartsWith(building, l));
        }
        // The digit alone means that building, and not all whose numbers begin with it.
        var printed = await JsonAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { homes = "1" }));
        var papers = (await JsonAsync(await director.GetAsync($"/api/v1/polls/{poll}/papers?batch={printed.GetProperty("batch").GetInt32()}"))).EnumerateArray().Select(p => p.GetProperty("label").GetString()!).ToList();
        Assert.NotEmpty(papers);
        Assert.All(papers, l => Assert.StartsWith("1号楼", l));
    }

    [Fact]
    public async Task Found_homes_stand_in_the_order_of_their_numbers()
    {
        var poll = await OpenAsync();
        var director = await Host.ApiAsync("director");
        foreach (var path in new[] { "roll/lines", "roll/voters" })
        {
            int[] buildings = [.. (await director.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/{path}?text=0101")).EnumerateArray().Select(l => int.Parse(l.GetProperty("label").GetString()!.Split("号楼")[0], CultureInfo.InvariantCulture))];
            Assert.True(buildings.Distinct().Count() > 1 && buildings.Length <= HomeNames.Most);
            Assert.Equal(buildings.Order(), buildings);
        }
    }
}
