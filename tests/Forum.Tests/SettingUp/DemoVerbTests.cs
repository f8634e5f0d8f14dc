namespace Forum.Tests.SettingUp;

/// <summary>The command line's <c>demo</c>: as much as asked for, by the program's own commands, over places, time and people.</summary>
public sealed class DemoVerbTests : IDisposable
{
    private const int Residents = 120, Concerns = 60, Proposals = 12, Comments = 400;
    private readonly string _folder = ForumHost.NewFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task An_empty_folder_gets_the_demo_and_no_more()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;

        Assert.Equal((0, ""), Trimmed(await PortalProcess.VerbAsync(empty, "demo")));

        foreach (var table in new[] { "People", "Concerns", "Proposals", "Comments" }) Assert.Equal(Count($"SELECT COUNT(*) FROM {table}"), PortalProcess.Sql<long>(empty, $"SELECT COUNT(*) FROM {table}")[0][0]);
    }

    [Fact]
    public async Task The_demo_grows_by_as_much_as_asked_for_and_again_and_the_ledger_holds()
    {
        var before = Counted();
        var (people, names) = (Count("SELECT COUNT(*) FROM People"), Count("SELECT COUNT(*) FROM Accounts"));

        await TellsAsync("--residents", $"{Residents}", "--concerns", $"{Concerns}", "--proposals", $"{Proposals}", "--comments", $"{Comments}");

        Assert.Equal(people + Residents, Count("SELECT COUNT(*) FROM People"));
        Assert.InRange(Count("SELECT COUNT(*) FROM Accounts") - names, Residents / 4, Residents);
        Assert.Equal((before.Concerns + Concerns, before.Proposals + Proposals, before.Comments + Comments), Counted());
        await TellsAsync("--comments", "30");
        Assert.Equal((before.Concerns + Concerns, before.Proposals + Proposals, before.Comments + Comments + 30), Counted());
        Assert.Equal((0, "ok"), await CheckAsync());
        Assert.Equal(0, Count("SELECT COUNT(*) FROM Deliveries WHERE DoneAt IS NULL"));
    }

    [Fact]
    public async Task It_is_spread_over_months_places_states_and_people()
    {
        await TellsAsync("--residents", $"{Residents}", "--concerns", $"{Concerns}", "--proposals", $"{Proposals}", "--comments", $"{Comments}");

        Assert.InRange(Count($"SELECT COUNT(DISTINCT RaisedAt / {TimeSpan.TicksPerDay * 30}) FROM Concerns"), 12, 14);
        Assert.InRange(Count("SELECT COUNT(DISTINCT PlaceId) FROM Concerns"), 10, Concerns);
        Assert.InRange(Count("SELECT COUNT(DISTINCT Status) FROM Concerns"), 5, 9);
        Assert.InRange(Count("SELECT COUNT(DISTINCT By_AccountId) FROM Comments"), 80, Comments);
        Assert.InRange(Count("SELECT COUNT(*) FROM Comments WHERE ReplyTo IS NOT NULL"), Comments / 5, Comments / 2);
        Assert.Equal(0, Count("SELECT COUNT(*) FROM Comments c JOIN Proposals p ON p.Id = c.ProposalId WHERE c.At < p.PublishedAt"));
    }

    [Theory]
    [InlineData("--comments")]
    [InlineData("--comments", "-1")]
    [InlineData("--comments", "many")]
    [InlineData("--comments", "1000001")]
    [InlineData("--comments", "1", "--comments", "2")]
    [InlineData("--people", "1")]
    public async Task What_it_does_not_understand_it_refuses_and_makes_nothing(params string[] asked)
    {
        var before = Counted();
        Assert.Equal((2, "Forum demo [--residents N] [--concerns N] [--proposals N] [--comments N]"), Trimmed(await PortalProcess.VerbAsync(_folder, ["demo", .. asked])));
        Assert.Equal(before, Counted());
    }

    private async Task TellsAsync(params string[] asked)
    {
        var (code, told) = await PortalProcess.VerbAsync(_folder, ["demo", .. asked]);
        Assert.True(code == 0, told);
    }

    private async Task<(int, string)> CheckAsync() => Trimmed(await PortalProcess.VerbAsync(_folder, "check"));

    private static (int, string) Trimmed((int Code, string Told) seen) => (seen.Code, seen.Told.Trim());

    private (long Concerns, long Proposals, long Comments) Counted() => (Count("SELECT COUNT(*) FROM Concerns"), Count("SELECT COUNT(*) FROM Proposals"), Count("SELECT COUNT(*) FROM Comments"));

    private long Count(string sql) => PortalProcess.Sql<long>(_folder, sql)[0][0];
}
