using Forum.Domain.Organisation;

namespace Forum.Demo;

/// <summary>Somebody of the demo: invented, as everybody in it.</summary>
/// <param name="Seat">Where the role is held: a key of <see cref="DemoTown"/>.</param>
/// <param name="Born">The year, of those who live in the community.</param>
public sealed record DemoPerson(string UserName, string Name, Role Role, string Seat, int Community = 0, int? Born = null);

/// <summary>The demo people that the sign-in page lists.</summary>
public static class DemoPeople
{
    public const string Password = "Forum-demo-2026";

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("lin", "林秀兰", Role.Owner, "home", Born: 1981),
        new("chen", "陈立群", Role.Owner, "home", Born: 1974),
        new("zhao", "赵桂珍", Role.Owner, "home", Born: 1952),
        new("wu", "吴海燕", Role.Resident, "rented", Born: 1990),
        new("grid.worker", "孙倩", Role.GridWorker, "grid"),
        new("steward", "高玉兰", Role.Steward, "building", Born: 1960),
        new("director", "陈立", Role.CommitteeDirector, "committee"),
        new("supervisor", "方文静", Role.Supervisor, "supervision"),
        new("owners.chair", "顾建业", Role.OwnersChair, "owners", Born: 1966),
        new("property", "周建国", Role.PropertyManager, "property"),
        new("care", "顾晓梅", Role.OrganisationWorker, "care"),
        new("department", "马晓东", Role.DepartmentHandler, "department"),
        new("volunteer", "许静", Role.Volunteer, "community", Born: 1985),
        new("household", "钱永福", Role.HouseholdMember, "party-household", Born: 1958),
        new("building.leader", "韩志强", Role.BuildingLeader, "party-building", Born: 1963),
        new("grid.secretary", "罗敏", Role.GridSecretary, "party-grid"),
        new("secretary", "田卫东", Role.CommunitySecretary, "party-community"),
        new("street", "何思源", Role.SubDistrictOfficer, "party-street"),
        new("auditor", "沈明", Role.Auditor, "community"),
        new("admin", "程立", Role.Administrator, "community"),
        new("lin.b", "林晓峰", Role.Owner, "home", 1, 1979),
        new("director.b", "郑丽华", Role.CommitteeDirector, "committee", 1),
        new("secretary.b", "彭国强", Role.CommunitySecretary, "party-community", 1),
    ];

    /// <summary>Residents' representatives, by the building that elected them.</summary>
    public static readonly IReadOnlyList<(string UserName, string Seat)> Representatives = [("lin", "building"), ("chen", "building"), ("wu", "building"), ("volunteer", "grid"), ("household", "grid")];

    /// <summary>Members of Party units beside their heads.</summary>
    public static readonly IReadOnlyList<(string UserName, string Seat)> Members = [("steward", "party-building"), ("zhao", "party-building"), ("volunteer", "party-grid")];
}
