using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Feeds;

/// <summary>Which secret address of somebody's own calendar holds now; a new one ends the one before.</summary>
public sealed class CalendarKey
{
    public required AccountId AccountId { get; init; }
    public required Guid Serial { get; set; }
}

public sealed class CalendarKeyMapping : IEntityTypeConfiguration<CalendarKey>
{
    public void Configure(EntityTypeBuilder<CalendarKey> key)
    {
        key.ToTable("CalendarKeys");
        key.HasKey(k => k.AccountId);
    }
}

/// <summary>The signed words in a secret address: whose, and under which serial. They open that calendar and nothing else.</summary>
public sealed class CalendarTokens(IDataProtectionProvider protection)
{
    private readonly IDataProtector _signs = protection.CreateProtector("Forum.Calendar");

    public string Make(CalendarKey key) => _signs.Protect($"{key.AccountId}|{key.Serial}");

    public (AccountId Account, Guid Serial)? Read(string token)
    {
        try { return token.Length < 1000 && _signs.Unprotect(token).Split('|') is [var account, var serial] ? (new(Guid.Parse(account)), Guid.Parse(serial)) : null; }
        catch (CryptographicException) { return null; }
    }
}

/// <summary>Somebody makes a secret address for their own calendar, or a new one, which ends the old.</summary>
[SignedIn("one's own calendar"), NotOfficial("a calendar is nobody else's matter")]
public sealed record MakeCalendarAddress : ICommand<Done>;

/// <summary>Somebody ends the secret address.</summary>
[SignedIn("one's own calendar"), NotOfficial("a calendar is nobody else's matter")]
public sealed record EndCalendarAddress : ICommand<Done>;

public sealed class CalendarAddressHandler(ForumDb db, Desk desk) : IRequestHandler<MakeCalendarAddress, Outcome<Done>>, IRequestHandler<EndCalendarAddress, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(MakeCalendarAddress request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId!.Value;
        if (await db.CalendarKeys.SingleOrDefaultAsync(k => k.AccountId == me, stop) is { } key) key.Serial = Guid.NewGuid();
        else db.Add(new CalendarKey { AccountId = me, Serial = Guid.NewGuid() });
        return Outcome.Done;
    }

    public async Task<Outcome<Done>> Handle(EndCalendarAddress request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId!.Value;
        if (await db.CalendarKeys.SingleOrDefaultAsync(k => k.AccountId == me, stop) is { } key) db.Remove(key);
        return Outcome.Done;
    }
}
