using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Register;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>The second check, before a code says whose it is and before it makes an account.</summary>
public sealed class JoinDesk(ForumDb db, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The code and its person, where both fit. An unknown code and a wrong date read alike.</summary>
    public async Task<Outcome<(JoinCode Code, Person Person)>> OpenAsync(string? typed, DateOnly? bornOn, CancellationToken stop)
    {
        var hash = Codes.HashOf(typed);
        if (await db.JoinCodes.SingleOrDefaultAsync(c => c.Hash == hash, stop) is not { } code) return JoinCode.No;
        var person = await db.People.SingleAsync(p => p.Id == code.PersonId, stop);
        return code.Try(person, bornOn, Now).Map(_ => (code, person));
    }

    /// <summary>The names that nobody else may go by: of whoever holds an office in the community, and of its bodies.</summary>
    public async Task<IReadOnlyList<string>> HoldersAsync(PlaceId community, CancellationToken stop)
    {
        var now = Now;
        var holders = await db.Appointments.Where(a => a.CommunityId == community && a.From <= now && now < a.Until).Select(a => a.AccountId).ToListAsync(stop);
        return [.. (await db.NamesOfAsync(holders, stop)).Values, .. await db.Units.Where(u => u.CommunityId == community).Select(u => u.Name).ToListAsync(stop)];
    }
}
