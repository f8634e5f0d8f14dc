using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Organisation;

public class OfficeTests
{
    private static readonly Unit Committee = Unit.Found(New<UnitId>(), UnitKind.Committee, Community, "Committee");
    private static readonly PartyUnit Above = PartyUnit.Found(New<PartyUnitId>(), null, Street, "Street").Value;
    private static readonly PartyUnit Party = PartyUnit.Found(New<PartyUnitId>(), Above, Community, "Party").Value;

    [Fact]
    public void Each_body_has_its_role()
    {
        Assert.True(Office.Of(Role.CommitteeDirector, Community, Committee).Ok);
        Assert.True(Office.Of(Role.CommunitySecretary, Community, null, Party).Ok);
        Assert.True(Office.Of(Role.PartyMember, Community, null, Party).Ok);
        Assert.True(Office.Of(Role.Auditor, Community).Ok);
    }

    [Theory]
    [InlineData(Role.PropertyManager)]
    [InlineData(Role.CommunitySecretary)]
    [InlineData(Role.Auditor)]
    public void A_committee_holds_no_other(Role role) => Assert.Equal("appointment.not-held-there", Office.Of(role, Community, Committee).Refusals[0].Code);

    [Fact]
    public void A_body_s_role_is_held_in_the_body_and_at_its_own_place()
    {
        Assert.False(Office.Of(Role.CommitteeDirector, Community).Ok);
        Assert.False(Office.Of(Role.CommitteeDirector, Neighbours, Committee).Ok);
        Assert.False(Office.Of(Role.CommunitySecretary, Neighbours, null, Party).Ok);
        Assert.False(Office.Of(Role.CommitteeDirector, Community, Committee, Party).Ok);
    }

    [Theory]
    [InlineData(Role.Resident)]
    [InlineData(Role.Owner)]
    public void Residents_and_owners_come_from_the_register(Role role) => Assert.Equal("appointment.from-register", Office.Of(role, Community).Refusals[0].Code);

    [Fact]
    public void Everybody_who_can_be_appointed_can_be_somewhere()
    {
        var held = Enum.GetValues<UnitKind>().Select(Roles.Of).Concat(Enum.GetValues<PartyLevel>().Select(Roles.HeadOf)).Concat(Enum.GetValues<PlaceLevel>().SelectMany(Roles.At)).Append(Role.PartyMember);
        Assert.Empty(Enum.GetValues<Role>().Except(held).Except([Role.Resident, Role.Owner]));
    }
}

public class InvitationTests
{
    private static readonly AccountId Maker = New<AccountId>(), Taker = New<AccountId>();
    private static readonly Office Auditor = Office.Of(Role.Auditor, Community).Value;

    private static Invitation Made() => Invitation.Make(New<InvitationId>(), "h", Auditor, Noon.AddYears(1), Maker, Noon).Value;

    [Fact]
    public void It_is_taken_once()
    {
        var made = Made();
        var appointment = made.Take(New<AppointmentId>(), Taker, Auditor, Noon.AddDays(1)).Value;
        Assert.Equal((Taker, Role.Auditor, Noon.AddDays(1), Noon.AddYears(1)), (appointment.AccountId, appointment.Role, appointment.From, appointment.Until));
        Assert.Equal("invitation.no", made.Take(New<AppointmentId>(), New<AccountId>(), Auditor, Noon.AddDays(1)).Refusals[0].Code);
    }

    [Fact]
    public void Not_after_a_fortnight() => Assert.Equal("invitation.no", Made().Take(New<AppointmentId>(), Taker, Auditor, Noon + Invitation.Lifetime).Refusals[0].Code);

    [Fact]
    public void Not_by_whoever_made_it() => Assert.Equal("appointment.oneself", Made().Take(New<AppointmentId>(), Maker, Auditor, Noon).Refusals[0].Code);

    [Fact]
    public void Not_for_a_term_that_is_over() => Assert.Equal("appointment.term", Invitation.Make(New<InvitationId>(), "h", Auditor, Noon, Maker, Noon).Refusals[0].Code);
}
