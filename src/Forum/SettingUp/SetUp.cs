using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.SettingUp;

/// <summary>
/// Makes of an empty portal one sub-district with its first community, their Party units, the residents' committee, and
/// the account of the administrator who enters everything else.
/// </summary>
[Anyone("nobody has an account yet; the key of the program's own output is asked for"), Official]
public sealed record SetUp(string? Key, string? SubDistrict, string? Community, string? DisplayName, string? UserName, string? Password) : ICommand<Done>, IShaped, ISecret
{
    public IEnumerable<Refusal> Wrong()
    {
        foreach (var (field, name) in new[] { ("subDistrict", SubDistrict), ("community", Community) })
            if (Words.Check(field, name, Place.LongestName - 10) is { } wrong) yield return wrong;
        if (Words.Check("displayName", DisplayName, Domain.Register.DisplayName.Longest) is { } no) yield return no;
        foreach (var wrong in NewAccounts.Wrong(UserName, Password)) yield return wrong;
    }

    /// <summary>Nothing of it is ever written down.</summary>
    public override string ToString() => nameof(SetUp);
}

public sealed class SetUpHandler(ForumDb db, NewAccounts accounts, IdSource ids, TimeProvider time, TextBook texts) : IRequestHandler<SetUp, Outcome<Done>>
{
    // Terms of committees are five years (Organic Law of the Urban Residents' Committees, art. 8).
    private const int TermYears = 5;

    public async Task<Outcome<Done>> Handle(SetUp request, CancellationToken stop)
    {
        var hash = Codes.HashOf(request.Key);
        if (await db.Accounts.AnyAsync(stop) || !await db.Set<SetUpKey>().AnyAsync(k => k.Hash == hash, stop)) return Refusal.Invalid("key", "set-up.no");
        var (street, community) = FoundPlaces(request.SubDistrict!.Trim(), request.Community!.Trim());
        var account = await accounts.AddAsync(request.UserName!, request.Password!, request.DisplayName!, community.Id, null, stop);
        if (!account.Ok) return account.Map(_ => default(Done));
        var (office, now) = (Office.Of(Role.Administrator, street).Value, time.GetUtcNow());
        db.Appointments.Add(Appointment.Make(ids.New<AppointmentId>(), account.Value.AccountId, office, now, now.AddYears(TermYears)).Value);
        db.RemoveRange(db.Set<SetUpKey>());
        return Outcome.Done;
    }

    private (Place Street, Place Community) FoundPlaces(string subDistrict, string name)
    {
        var street = Place.Top(ids.New<PlaceId>(), "s1", subDistrict);
        var community = street.Add(ids.New<PlaceId>(), "c1", name).Value;
        var above = PartyUnit.Found(ids.New<PartyUnitId>(), null, street, texts["set-up.party-committee", ("name", subDistrict)]).Value;
        var party = PartyUnit.Found(ids.New<PartyUnitId>(), above, community, texts["set-up.party", ("name", name)]).Value;
        community.Found(0, 0);
        db.AddRange(street, community, above, party);
        db.Add(Unit.Found(ids.New<UnitId>(), UnitKind.Committee, community, texts["set-up.committee", ("name", name)]));
        db.Add(Unit.Found(ids.New<UnitId>(), UnitKind.SupervisionCommittee, community, texts["set-up.supervision", ("name", name)]));
        return (street, community);
    }
}
