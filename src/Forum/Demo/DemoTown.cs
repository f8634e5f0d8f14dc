using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Organisation;

namespace Forum.Demo;

/// <summary>
/// The demo's places and register, from a fixed seed: one sub-district, three communities of unequal means, twelve
/// grids, sixty buildings, some 3,000 homes. Nobody in it is real.
/// </summary>
public sealed class DemoTown(IdSource ids, int community)
{
    public static readonly string[] Names = ["梧桐里社区", "柳湾社区", "北桥社区"];
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
    private const string Given = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国玉梅志文晓燕海波春生永福德彩云";
    private readonly Random _dice = new(20260101 + community);
    private readonly List<Place> _places = [];
    private readonly List<PartyUnit> _party = [];
    private readonly List<Unit> _units = [];
    private readonly List<Home> _homes = [];
    private readonly List<Person> _people = [];
    private readonly List<Ownership> _titles = [];
    private readonly List<Residency> _lives = [];
    private DateOnly _start;

    public Dictionary<string, Place> Seats { get; } = [];
    public Dictionary<string, PartyUnit> PartySeats { get; } = [];
    public Dictionary<string, Unit> UnitSeats { get; } = [];

    // Who lives in a home of their own, and who rents, in order: whom the demo people are on the register.
    private readonly Queue<PersonId> _owners = new();
    private readonly Queue<PersonId> _tenants = new();

    /// <summary>Whom a demo person is on the register: the next owner or tenant at home, entered under their name. Before the town is planted.</summary>
    public PersonId? HomeFor(DemoPerson who)
    {
        if (who.Born is not { } year) return null;
        var person = (who.Seat == "rented" ? _tenants : _owners).Dequeue();
        var at = _people.FindIndex(p => p.Id == person);
        _people[at] = Person.Natural(person, _people[at].CommunityId, who.Name, new(year, 5, 12), _people[at].PhoneTail);
        return person;
    }

    /// <summary>A community below a sub-district that exists already or comes with the first.</summary>
    public TownPlan Plan(Place? street, PartyUnit? above, DateOnly today)
    {
        _start = today.AddYears(-3);
        if (street is null) _places.Add(street = Place.Top(ids.New<PlaceId>(), "yl", "云岭街道"));
        if (above is null) _party.Add(above = PartyUnit.Found(ids.New<PartyUnitId>(), null, street, "云岭街道党工委").Value);
        var place = Add(street, $"c{community + 1}", Names[community]);
        var party = Found(above, place, $"{Names[community][..^2]}社区党组织");
        Seats["street"] = street;
        PartySeats["party-street"] = above;
        Seats["community"] = place;
        PartySeats["party-community"] = party;
        AddUnits(place);
        for (var g = 1; g <= 4; g++) AddGrid(place, party, g);
        return new(place.Id, _places, _party, _units, _homes, _people, _titles, _lives);
    }

    private void AddUnits(Place place)
    {
        foreach (var (seat, kind, name) in new[]
        {
            ("committee", UnitKind.Committee, $"{Names[community]}居民委员会"), ("supervision", UnitKind.SupervisionCommittee, $"{Names[community]}居务监督委员会"),
            ("owners", UnitKind.OwnersCommittee, $"{Names[community][..^2]}小区业主委员会"), ("property", UnitKind.PropertyManager, community == 0 ? "惠民物业" : community == 1 ? "安居物业" : "北桥房管所"),
            ("care", UnitKind.SocialOrganisation, "和风养老服务中心"), ("department", UnitKind.Department, "街道城建办"),
        })
        {
            var unit = Unit.Found(ids.New<UnitId>(), kind, place, name);
            _units.Add(unit);
            UnitSeats[seat] = unit;
        }
    }

    private void AddGrid(Place place, PartyUnit above, int number)
    {
        var grid = Add(place, $"g{number}", $"第{"一二三四"[number - 1]}网格");
        var branch = Found(above, grid, $"{grid.Name}党支部");
        if (number == 1) (Seats["grid"], PartySeats["party-grid"]) = (grid, branch);
        for (var b = 1; b <= 5; b++) AddBuilding(grid, branch, (number - 1) * 5 + b);
    }

    private void AddBuilding(Place grid, PartyUnit above, int number)
    {
        var building = Add(grid, $"b{number}", $"{number}号楼");
        var group = Found(above, building, $"{building.Name}党小组");
        Place? first = null;
        var floors = community == 0 ? 14 : community == 1 ? 12 : 10;
        for (var floor = 1; floor <= floors; floor++)
            for (var door = 1; door <= 4; door++)
            {
                var home = Add(building, $"h{floor:D2}{door:D2}", $"{building.Name}{floor:D2}{door:D2}室");
                first ??= home;
                _homes.Add(Home.Enter(home.Id, home.CommunityId, 5200 + _dice.Next(0, 9000)).Value);
                Settle(home, floor == floors && door == 4 && number % 5 == 0);
            }
        var household = Found(group, first!, $"{building.Name}党员中心户");
        if (number == 1) (Seats["building"], PartySeats["party-building"], PartySeats["party-household"]) = (building, group, household);
    }

    private void Settle(Place home, bool unsold)
    {
        if (unsold) { Own(home, Developer(home), 1, true); return; }
        var owner = _people.Count > 10 && _dice.Next(100) < 4 ? OneWithAHome() : Born(home, 30, 85);
        Own(home, owner, 1, true);
        if (_dice.Next(100) < 34) Own(home, Born(home, 28, 80), 2, false);
        if (_dice.Next(100) < 78) { Live(home, owner, Tenure.Owner); _owners.Enqueue(owner); }
        else
        {
            var tenant = Born(home, 20, 60);
            Live(home, tenant, _dice.Next(2) == 0 ? Tenure.Tenant : Tenure.Mobile);
            _tenants.Enqueue(tenant);
        }
        for (var family = _dice.Next(3); family > 0; family--) Live(home, Born(home, 3, 80), Tenure.Family);
    }

    private PersonId? _developer;
    private PersonId Developer(Place home)
    {
        if (_developer is { } known) return known;
        var company = Person.Company(ids.New<PersonId>(), home.CommunityId, "云岭置业（开发单位）");
        _people.Add(company);
        return (_developer = company.Id).Value;
    }

    private PersonId OneWithAHome() => _titles[_dice.Next(_titles.Count)].PersonId is var person && person != _developer ? person : _titles[0].PersonId;

    private PersonId Born(Place home, int youngest, int oldest)
    {
        var name = NameOf(_dice);
        var born = _start.AddYears(3).AddDays(-_dice.Next(youngest * 365, oldest * 365));
        var person = Person.Natural(ids.New<PersonId>(), home.CommunityId, name, born, $"{_dice.Next(10000):D4}");
        _people.Add(person);
        return person.Id;
    }

    internal static string NameOf(Random dice) => $"{Surnames[dice.Next(Surnames.Length)]}{Given[dice.Next(Given.Length)]}{(dice.Next(3) == 0 ? "" : Given[dice.Next(Given.Length)])}";

    private void Own(Place home, PersonId person, int rank, bool votes) => _titles.Add(Ownership.Enter(home.Id, home.CommunityId, person, rank, votes, _start));

    private void Live(Place home, PersonId person, Tenure tenure) => _lives.Add(Residency.Enter(home.Id, home.CommunityId, person, tenure, _start));

    private Place Add(Place above, string code, string name)
    {
        var place = above.Add(ids.New<PlaceId>(), code, name).Value;
        _places.Add(place);
        return place;
    }

    private PartyUnit Found(PartyUnit above, Place place, string name)
    {
        var unit = PartyUnit.Found(ids.New<PartyUnitId>(), above, place, name).Value;
        _party.Add(unit);
        return unit;
    }
}
