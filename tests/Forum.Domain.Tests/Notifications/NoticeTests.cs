using Forum.Domain.Notifications;

namespace Forum.Domain.Tests.Notifications;

public class NoticeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static MailAddress Empty() => MailAddress.Of(new(Guid.NewGuid()), new(Guid.NewGuid()));

    [Theory]
    [InlineData(NewsKind.Duty, null, null, Frequency.AtOnce)]
    [InlineData(NewsKind.Talk, null, null, Frequency.Daily)]
    [InlineData(NewsKind.Turn, null, Frequency.Weekly, Frequency.Weekly)]
    [InlineData(NewsKind.Talk, Frequency.AtOnce, Frequency.Never, Frequency.AtOnce)]
    [InlineData(NewsKind.Duty, Frequency.Never, Frequency.AtOnce, Frequency.Never)]
    public void The_matter_goes_before_the_kind_and_that_before_what_is_usual(NewsKind kind, Frequency? matter, Frequency? ofKind, Frequency expected) =>
        Assert.Equal(expected, NoticeRules.For(kind, matter, ofKind));

    [Fact]
    public void A_muted_matter_still_shows_what_waits_for_an_office_a_vote_or_was_done_in_ones_name()
    {
        Assert.Equal([NewsKind.Duty, NewsKind.Vote, NewsKind.Guard], Enum.GetValues<NewsKind>().Where(k => NoticeRules.IsShown(k, Frequency.Never)));
        Assert.All(Enum.GetValues<NewsKind>(), k => Assert.True(NoticeRules.IsShown(k, null) && NoticeRules.IsShown(k, Frequency.Weekly)));
    }

    [Fact]
    public void A_digest_takes_along_what_came_before_its_hour_and_the_week_what_came_before_monday()
    {
        var (monday, wednesday) = (new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8)), new DateTimeOffset(2026, 3, 4, 8, 0, 0, TimeSpan.FromHours(8)));
        Assert.True(NoticeRules.IsDue(Frequency.Weekly, monday, wednesday, monday) && NoticeRules.IsDue(Frequency.Daily, wednesday, wednesday, monday));
        Assert.False(NoticeRules.IsDue(Frequency.Weekly, monday.AddTicks(1), wednesday, monday) || NoticeRules.IsDue(Frequency.Daily, wednesday.AddTicks(1), wednesday, monday) || NoticeRules.IsDue(Frequency.Never, monday, wednesday, monday));
    }

    [Theory]
    [InlineData("lin@example.org", true)]
    [InlineData(" lin.xiu+forum@mail.example.org ", true)]
    [InlineData("", false)]
    [InlineData("lin", false)]
    [InlineData("lin@localhost", false)]
    [InlineData("lin@@example.org", false)]
    [InlineData("a b@example.org", false)]
    [InlineData(".lin@example.org", false)]
    [InlineData("lin@example..org", false)]
    [InlineData("lin@-example.org", false)]
    [InlineData("<lin@example.org>", false)]
    [InlineData("lin@example.org\r\nBcc: all@example.org", false)]
    [InlineData("lin@example.org,chen@example.org", false)]
    [InlineData("林@example.org", false)]
    public void An_address_is_one_that_mail_servers_take(string typed, bool good) => Assert.Equal(good, MailAddress.Check(typed) is null);

    [Fact]
    public void The_address_before_stays_until_the_new_one_is_proven()
    {
        var address = Empty();
        Assert.True(address.Ask("a@example.org", "h1", "zh", Now).Ok && address.Confirm("h1", Now).Ok);
        Assert.True(address.Ask("b@example.org", "h2", "en", Now).Ok);
        Assert.Equal(("a@example.org", "b@example.org"), (address.Address, address.Pending));
        Assert.Equal("mail.wrong-code", address.Confirm("h1", Now).Refusals[0].Code);
        Assert.True(address.Confirm("h2", Now).Ok);
        Assert.Equal(("b@example.org", null), (address.Address, address.Pending));
        Assert.False(address.Confirm("h2", Now).Ok);
    }

    [Fact]
    public void A_code_runs_out_and_codes_come_to_an_end_even_if_the_address_is_removed_between()
    {
        var address = Empty();
        Assert.True(address.Ask("a@example.org", "h", "zh", Now).Ok);
        Assert.False(address.Confirm("h", Now.AddDays(2).AddTicks(1)).Ok);
        for (var i = 1; i < MailAddress.MostCodes; i++)
        {
            address.Remove();
            Assert.True(address.Ask("a@example.org", "h", "zh", Now).Ok);
        }
        Assert.Equal("mail.too-many-codes", address.Ask("a@example.org", "h", "zh", Now.AddHours(23)).Refusals[0].Code);
        Assert.True(address.Ask("a@example.org", "h", "zh", Now.AddHours(24)).Ok);
    }

    [Fact]
    public void A_proven_address_is_no_longer_refused_nor_paused_and_a_removed_one_is_gone()
    {
        var address = Empty();
        address.Refuse(Now);
        address.Paused = true;
        Assert.True(address.Ask("a@example.org", "h", "zh", Now).Ok && address.Confirm("h", Now).Ok);
        Assert.Equal((null, false), (address.RefusedAt, address.Paused));
        Assert.Equal("mail.language", address.Speak("fr").Refusals[0].Code);
        address.Remove();
        Assert.Equal((null, null, null), (address.Address, address.Pending, address.CodeHash));
    }

    [Fact]
    public void Telling_needs_a_way()
    {
        Assert.Equal("way.missing", Telling.Make(default, default, "polls/x", default, null, Now).Refusals[0].Code);
        Assert.Equal(TellingWay.Door, Telling.Make(default, default, "polls/x", default, TellingWay.Door, Now).Value.Way);
    }
}
