using System.Net;
using Forum.Domain.Kernel;
using Forum.Offers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Offers;

public sealed class OfferTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] People = ["lin", "chen", "zhao", "wu", "steward", "volunteer", "household", "owners.chair"];

    private async Task<OfferId> PublishAsync(int capacity) => (await host.SendAsync("care", new PublishOffer("理发", "免费", capacity, host.Now().AddDays(2), host.Now().AddDays(2).AddHours(2)))).Value.Id;

    [Fact]
    public async Task Everybody_at_once_never_overbooks_and_nobody_has_two()
    {
        var id = await PublishAsync(3);
        var all = await Task.WhenAll(Enumerable.Range(0, 48).Select(i => host.SendAsync(People[i % People.Length], new BookOffer(id))));
        Assert.Equal((3, 5), (all.Count(b => b.Ok && b.Value.Place == BookedPlace.Booked), all.Count(b => b.Ok && b.Value.Place == BookedPlace.Waiting)));
        Assert.Equal((3, 8), await host.DbAsync(async db => ((await db.Offers.SingleAsync(o => o.Id == id)).Booked, await db.Bookings.CountAsync(b => b.OfferId == id))));
    }

    [Fact]
    public async Task A_place_given_back_goes_to_the_first_who_waits_and_they_are_told()
    {
        var id = await PublishAsync(1);
        foreach (var who in new[] { "lin", "chen", "zhao" }) await host.SendAsync(who, new BookOffer(id));
        Assert.True((await host.SendAsync("lin", new CancelBooking(id))).Ok);
        Assert.Equal((BookedPlace.Booked, BookedPlace.Waiting), ((await host.SendAsync("chen", new GetOffer(id))).Value.Mine, (await host.SendAsync("zhao", new GetOffer(id))).Value.Mine));
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("chen", new Forum.Notifications.GetNews())).Value.Items, n => n.Href == $"/offers/{id}");
    }

    [Fact]
    public async Task The_database_refuses_one_too_many()
    {
        var id = await PublishAsync(1);
        foreach (var who in new[] { "lin", "chen" }) await host.SendAsync(who, new BookOffer(id));
        var moved = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Bookings SET HasPlace = 1 WHERE OfferId = {id.Value}")));
        Assert.Contains("Bookings_moved_within_capacity", moved.Message);
        await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Offers SET Booked = 2 WHERE Id = {id.Value}")));
        var added = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"INSERT INTO Bookings SELECT hex(randomblob(8)), CommunityId, OfferId, hex(randomblob(8)), Name, 1, At FROM Bookings WHERE OfferId = {id.Value} AND HasPlace = 1")));
        Assert.Contains("Bookings_within_capacity", added.Message);
    }

    [Fact]
    public async Task Names_are_for_the_organisation_and_the_offer_for_its_community()
    {
        var id = await PublishAsync(5);
        await host.SendAsync("lin", new BookOffer(id));
        Assert.Equal(["林秀兰"], (await host.SendAsync("care", new GetOffer(id))).Value.Guests!);
        Assert.Null((await host.SendAsync("chen", new GetOffer(id))).Value.Guests);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).GetAsync($"/api/v1/offers/{id}")).StatusCode);
        Assert.Equal("forbidden", (await host.SendAsync("lin", new PublishOffer("t", "b", 1, host.Now().AddDays(1), host.Now().AddDays(2)))).Refusals[0].Code);
    }
}
