using Forum.Offers;

namespace Forum.Demo;

/// <summary>What the care centre offers: past, coming, and full with a waiting list.</summary>
public static class DemoOffers
{
    public static async Task TellAsync(DemoTeller teller)
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        await OfferAsync(teller, today, -20, -12, "教老人用手机挂号", "带上手机和医保卡，一对一教，学会为止。", 8, ["zhao", "household"]);
        await OfferAsync(teller, today, -6, 3, "免费量血压、测血糖", "社区活动室，空腹来测血糖。结果当场告诉您，需要的帮您约社区医生。", 30, ["zhao", "lin", "steward", "wu"]);
        await OfferAsync(teller, today, -5, 5, "上门理发", "给行动不便的邻居上门理发，免费。", 3, ["household", "zhao", "steward", "building.leader", "chen"]);
        await OfferAsync(teller, today, -2, 9, "Help with English forms", "Bring the letter or form you cannot read; volunteers translate and help you fill it in.", 6, ["wu"]);
        await OfferAsync(teller, today, -1, 12, "包饺子，一起过节", "周末下午，在和风养老服务中心一起包饺子，独居的邻居优先。", 20, ["volunteer", "zhao"]);
        teller.Clock.Tell(null);
    }

    private static async Task OfferAsync(DemoTeller teller, DateTimeOffset today, int told, int held, string title, string body, int capacity, string[] guests)
    {
        var id = (await teller.AsAsync("care", today.AddDays(told), new PublishOffer(title, body, capacity, today.AddDays(held).AddHours(6), today.AddDays(held).AddHours(8)))).Id;
        for (var i = 0; i < guests.Length; i++) await teller.AsAsync(guests[i], today.AddDays(told).AddHours(1 + i), new BookOffer(id));
    }
}
