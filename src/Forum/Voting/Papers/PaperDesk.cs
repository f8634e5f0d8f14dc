using Forum.Accounts;
using Forum.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Papers;

/// <summary>The poll that somebody at the desk works for, once they may.</summary>
public sealed class PaperDesk(ForumDb db, Offices offices, TimeProvider time)
{
    /// <summary>Whether somebody may serve a poll's voters: the right is held at the poll's place, above it, or at a part of it.</summary>
    public static bool MayServe(Caller caller, string path) =>
        caller.Scopes(Right.HandlePapers).Any(scope => Meet(scope, path));

    /// <summary>The poll for changing; refused to who may not serve it, and to whoever has an interest in its matter.</summary>
    public async Task<Outcome<Poll>> OpenAsync(Caller caller, PollId id, CancellationToken stop)
    {
        if (await PollVisibility.PlaceAsync(db, caller, id, stop) is not { } place) return Refusal.NotFound;
        if (!MayServe(caller, place.Path)) return Refusal.Forbidden;
        return await offices.BarsAsync(id, caller, stop) is { } recused ? recused : await db.Polls.SingleAsync(p => p.Id == id, stop);
    }

    /// <summary>Who may serve the poll's voters at this instant, by name; nobody with an interest in its matter.</summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(Poll poll, CancellationToken stop)
    {
        var (now, path) = (time.GetUtcNow(), await db.PathAsync(poll.PlaceId, stop));
        var rows = await db.Appointments.AsNoTracking().Where(a => a.CommunityId == poll.CommunityId && a.From <= now && now < a.Until)
            .Join(db.Places, a => a.PlaceId, p => p.Id, (a, p) => new { a.AccountId, a.Role, p.Path }).ToListAsync(stop);
        var held = rows.Where(r => Rights.Carries(r.Role, Right.HandlePapers) && Meet(r.Path, path)).DistinctBy(r => r.AccountId).ToDictionary(r => r.AccountId, r => r.Role);
        foreach (var interested in await offices.BarredAsync(poll.Id, stop)) held.Remove(interested);
        var names = await db.NamesOfAsync(held.Keys, stop);
        return [.. names.OrderBy(n => n.Value, StringComparer.Ordinal).Select(n => new Colleague(n.Key, n.Value, held[n.Key]))];
    }

    /// <summary>Whether of two places one holds the other.</summary>
    public static bool Meet(string one, string other) => one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);

    /// <summary>A serial as it is typed: case and gaps do not matter.</summary>
    public static string Plain(string? serial) => string.Concat((serial ?? "").Where(char.IsAsciiLetterOrDigit).Take(20)).ToUpperInvariant();

    /// <summary>A serial as it is printed.</summary>
    public static string Shown(string serial) => serial.Length == 10 ? $"{serial[..5]}-{serial[5..]}" : serial;

    /// <summary>A name of which only its bearer and who knows them can tell whose it is: 王＊＊.</summary>
    public static string Masked(string name) => name.Length == 0 ? "" : $"{name[..1]}{new string('＊', Math.Clamp(name.Length - 1, 1, 2))}";
}

/// <summary>Somebody who may serve a poll's voters.</summary>
public sealed record Colleague(AccountId Id, string Name, Role As);
