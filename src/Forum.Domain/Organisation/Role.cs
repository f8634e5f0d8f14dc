namespace Forum.Domain.Organisation;

/// <summary>What somebody is at a place. <see cref="Resident"/> and <see cref="Owner"/> come from the register, the rest by appointment.</summary>
public enum Role
{
    /// <summary>居民: lives here, whatever the tenure.</summary>
    Resident = 1,
    /// <summary>业主: owns a home here.</summary>
    Owner,
    /// <summary>管理员: looks after accounts and settings, decides nothing.</summary>
    Administrator,
    /// <summary>审计员: reads everything official, changes nothing.</summary>
    Auditor,
    /// <summary>街道专员</summary>
    SubDistrictOfficer,
    /// <summary>社区党组织书记</summary>
    CommunitySecretary,
    /// <summary>网格党支部书记</summary>
    GridSecretary,
    /// <summary>楼栋党小组组长</summary>
    BuildingLeader,
    /// <summary>党员中心户</summary>
    HouseholdMember,
    /// <summary>居委会主任</summary>
    CommitteeDirector,
    /// <summary>居务监督委员</summary>
    Supervisor,
    /// <summary>网格员</summary>
    GridWorker,
    /// <summary>楼栋长</summary>
    Steward,
    /// <summary>业委会主任</summary>
    OwnersChair,
    /// <summary>物业经理: acts for its property manager.</summary>
    PropertyManager,
    /// <summary>社会组织工作人员: acts for its organisation.</summary>
    OrganisationWorker,
    /// <summary>部门承办人: acts for its department.</summary>
    DepartmentHandler,
    /// <summary>志愿者</summary>
    Volunteer,
    /// <summary>党员: a member of a Party unit beside its head; sees what the unit has, and acts for it in nothing.</summary>
    PartyMember,
    /// <summary>居民代表: sits in the representatives' assembly of the place that elected them.</summary>
    Representative,
}

/// <summary>Where each role is held.</summary>
public static class Roles
{
    /// <summary>The role of those who act for a body.</summary>
    public static Role Of(UnitKind kind) => kind switch
    {
        UnitKind.Committee => Role.CommitteeDirector,
        UnitKind.SupervisionCommittee => Role.Supervisor,
        UnitKind.OwnersCommittee => Role.OwnersChair,
        UnitKind.PropertyManager => Role.PropertyManager,
        UnitKind.SocialOrganisation => Role.OrganisationWorker,
        _ => Role.DepartmentHandler,
    };

    /// <summary>The role of a Party unit's head, who acts for it.</summary>
    public static Role HeadOf(PartyLevel level) => level switch
    {
        PartyLevel.SubDistrict => Role.SubDistrictOfficer,
        PartyLevel.Community => Role.CommunitySecretary,
        PartyLevel.Grid => Role.GridSecretary,
        PartyLevel.Building => Role.BuildingLeader,
        _ => Role.HouseholdMember,
    };

    /// <summary>The roles held at a place itself.</summary>
    public static IReadOnlyList<Role> At(PlaceLevel level) => level switch
    {
        PlaceLevel.SubDistrict => [Role.Administrator],
        PlaceLevel.Community => [Role.Volunteer, Role.Auditor, Role.Administrator, Role.Representative],
        PlaceLevel.Grid => [Role.GridWorker, Role.Representative],
        PlaceLevel.Building => [Role.Steward, Role.Representative],
        _ => [],
    };
}
