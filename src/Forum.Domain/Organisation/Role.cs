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
}
