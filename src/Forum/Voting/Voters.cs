using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>Lines of rolls, and who answers for them. Ids of different kinds are compared as the bare values that they are stored as.</summary>
public static class Voters
{
    /// <summary>The lines of a poll's roll that the caller answers for.</summary>
    public static async Task<OwnLines> LinesOfAsync(this ForumDb db, PollId poll, Caller caller, CancellationToken stop)
    {
        var mine = caller.VoterIds;
        var lines = await db.RollLines.AsNoTracking().Where(l => l.PollId == poll && mine.Contains(l.VoterId)).ToListAsync(stop);
        return new([.. mine.Select(v => lines.Find(l => l.VoterId == v)).OfType<RollLine>()]);
    }

    /// <summary>Whose line is meant: the one named, whoever answers for it now, or the only one that the caller answers for.</summary>
    public static async Task<Outcome<VoterId?>> MeantAsync(this ForumDb db, PollId poll, Caller caller, VoterId? named, CancellationToken stop) =>
        named is not null ? named : (await db.LinesOfAsync(poll, caller, stop)).Meant(null).Map(l => l?.VoterId);

    /// <summary>The page of a poll for one line, which its address names where somebody may stand for several.</summary>
    public static string PageOf(PollId poll, Electorate electorate, VoterId line) => electorate.IsStoodFor() ? $"/polls/{poll}?line={line}" : $"/polls/{poll}";

    /// <summary>Whether the caller sees what a ballot of one of their lines says.</summary>
    public static async Task<bool> MaySeeAsync(this ForumDb db, Poll poll, Ballot ballot, Caller caller, DateTimeOffset now, CancellationToken stop) =>
        poll.MaySee(ballot, caller.AccountId, await db.CasterActsAsync(poll, ballot, now, stop));

    /// <summary>Whether who cast a body's ballot acts for it still; told of no other electorate.</summary>
    public static async Task<bool> CasterActsAsync(this ForumDb db, Poll poll, Ballot? ballot, DateTimeOffset now, CancellationToken stop) =>
        ballot is null || !(await db.LeftAsync(poll, [ballot], now, stop)).Contains(ballot.VoterId);

    /// <summary>The accounts that may answer for voters at this instant: their own, of those who live in a home, of those who act for a body.</summary>
    public static async Task<HashSet<AccountId>> AnsweringForAsync(this ForumDb db, IQueryable<VoterId> voters, Moment moment, CancellationToken stop)
    {
        var (now, today) = (moment.Now, moment.Today);
        var bare = voters.Select(v => (Guid)(object)v);
        var people = db.Residencies.On(today).Where(r => bare.Contains((Guid)(object)r.HomeId)).Select(r => (Guid)(object)r.PersonId);
        var accounts = await db.Accounts.AsNoTracking().Where(a => bare.Contains(a.Id) || (a.PersonId != null && (bare.Contains((Guid)(object)a.PersonId) || people.Contains((Guid)(object)a.PersonId)))).Select(a => a.Id).ToListAsync(stop);
        var acting = await db.Appointments.AsNoTracking().Where(a => a.UnitId != null && a.From <= now && now < a.Until && bare.Contains((Guid)(object)a.UnitId)).Select(a => a.AccountId).ToListAsync(stop);
        return [.. accounts.Select(id => new AccountId(id)), .. acting];
    }

    /// <summary>Of bodies' ballots, those that were cast by somebody whose terms for the body have ended, or that came on paper.</summary>
    public static async Task<HashSet<VoterId>> LeftAsync(this ForumDb db, Poll poll, IReadOnlyCollection<Ballot> cast, DateTimeOffset now, CancellationToken stop)
    {
        if (poll.Rule.Electorate != Electorate.Organisations) return [];
        List<UnitId> units = [.. cast.Select(b => UnitId.From(b.VoterId.Value))];
        var acting = await db.Appointments.AsNoTracking().Where(a => a.UnitId != null && units.Contains(a.UnitId.Value) && a.From <= now && now < a.Until).Select(a => new { a.AccountId, a.UnitId }).ToListAsync(stop);
        return [.. cast.Where(b => !acting.Exists(a => a.AccountId == b.AccountId && a.UnitId!.Value.Value == b.VoterId.Value)).Select(b => b.VoterId)];
    }

    /// <summary>What voters are called: people by their verified name, office holders by their account's, bodies by theirs; homes by nothing but their label.</summary>
    public static async Task<IReadOnlyDictionary<VoterId, string>> VoterNamesAsync(this ForumDb db, IEnumerable<VoterId> voters, CancellationToken stop)
    {
        var ids = voters.Select(v => v.Value).Distinct().ToList();
        var (people, units) = (ids.ConvertAll(PersonId.From), ids.ConvertAll(UnitId.From));
        List<(Guid Id, string Name)> names =
        [
            .. (await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.VerifiedName }).ToListAsync(stop)).Select(p => (p.Id.Value, p.VerifiedName)),
            .. (await db.Units.AsNoTracking().Where(u => units.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToListAsync(stop)).Select(u => (u.Id.Value, u.Name)),
            .. (await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.DisplayName }).ToListAsync(stop)).Select(a => (a.Id, a.DisplayName)),
        ];
        return names.ToDictionary(n => new VoterId(n.Id), n => n.Name);
    }
}
