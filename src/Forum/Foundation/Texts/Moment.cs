namespace Forum.Foundation.Texts;

/// <summary>A time as neighbours say it: "today 17:00", "tomorrow 9:00", "12 May".</summary>
public sealed class Moment(TextBook texts, TimeProvider time)
{
    /// <summary>The present, in the portal's time.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Today in the community's zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local(Now).DateTime);

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, texts.Zone);

    /// <summary>The midnight in the community's zone so many days after an instant's own.</summary>
    public DateTimeOffset Midnight(DateTimeOffset instant, int days) => Midnight(DateOnly.FromDateTime(Local(instant).Date), days);

    /// <summary>The midnight in the community's zone so many days after the one that a day begins with.</summary>
    public DateTimeOffset Midnight(DateOnly from, int days)
    {
        var day = from.AddDays(days).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(day, texts.Zone.GetUtcOffset(day)).ToUniversalTime();
    }

    public string Say(DateTimeOffset instant)
    {
        var (there, here) = (Local(instant), Local(Now));
        var clock = there.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return (there.Date - here.Date).Days switch
        {
            0 when instant <= Now && Now - instant < TimeSpan.FromMinutes(1) => texts["moment.just-now"],
            0 => texts["moment.today", ("time", clock)],
            1 => texts["moment.tomorrow", ("time", clock)],
            -1 => texts["moment.yesterday", ("time", clock)],
            _ when there.Year == here.Year => texts["moment.day", ("month", texts[$"month.{there.Month}"]), ("day", there.Day), ("time", clock)],
            _ => texts["moment.date", ("year", there.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("month", texts[$"month.{there.Month}"]), ("day", there.Day)],
        };
    }

    /// <summary>A day without a time: "12 May", with the year where it is not this one.</summary>
    public string Day(DateTimeOffset instant)
    {
        var (there, here) = (Local(instant), Local(Now));
        var month = texts[$"month.{there.Month}"];
        return there.Year == here.Year
            ? texts["moment.short-day", ("month", month), ("day", there.Day)]
            : texts["moment.date", ("year", there.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("month", month), ("day", there.Day)];
    }
}
