namespace Forum.Domain.Organisation;

/// <summary>One thing that a person may do to a matter. Every command declares which it needs.</summary>
public enum Right
{
    /// <summary>Raise a concern, propose, endorse, comment, book.</summary>
    TakePart = 1,
    /// <summary>Raise a concern in the name of a unit.</summary>
    SpeakForUnit,
    /// <summary>See the queue of a place.</summary>
    SeeQueue,
    /// <summary>Accept a concern, correct its category, assign it.</summary>
    RouteConcern,
    /// <summary>Answer and resolve a concern assigned to one's unit.</summary>
    HandleConcern,
    /// <summary>Publish an offer in the name of a social organisation.</summary>
    PublishOffer,
    /// <summary>Admit a proposal, freeze its text, convene its poll; call for input and answer it.</summary>
    ConveneHall,
    /// <summary>Set up, open and close a residents' poll.</summary>
    HoldPoll,
    /// <summary>Set up, open and close an owners' poll.</summary>
    HoldOwnersPoll,
    /// <summary>Print, give out and enter ballot papers, with a second person.</summary>
    HandlePapers,
    /// <summary>Cast a ballot where the roll names one.</summary>
    Vote,
    /// <summary>Object in a notice period.</summary>
    Object,
    /// <summary>Answer objections.</summary>
    AnswerObjection,
    /// <summary>Publish a decision or record why there is none.</summary>
    Decide,
    /// <summary>Acknowledge a dispatch and pass it up.</summary>
    PassUp,
    /// <summary>Answer a dispatch.</summary>
    Reply,
    /// <summary>Read the ledger.</summary>
    ReadLedger,
    /// <summary>Read and keep the register of homes and people.</summary>
    KeepRegister,
    /// <summary>Keep places, units, roles and terms.</summary>
    KeepOrganisation,
    /// <summary>Hide what breaks the rules, with a reason.</summary>
    Moderate,
    /// <summary>Be the second registrar of secret polls: make a key, and sign tokens with it.</summary>
    Countersign,
    /// <summary>Decide on an appeal against what the committee or a moderator did.</summary>
    HearAppeal,
    /// <summary>Tell people at the door who read no mail.</summary>
    TellPeople,
    /// <summary>Keep order, end interests, hold polls, answer objections and decide where all whose office it is have a part in it themselves.</summary>
    StandIn,
}

/// <summary>Role x right, as a pure table. A right holds within the place that the role is held at, for its term.</summary>
public static class Rights
{
    private static readonly Right[] Everybody = [Right.TakePart, Right.Vote, Right.Object];
    private static readonly Right[] Party = [Right.TakePart, Right.SeeQueue, Right.PassUp, Right.Reply];

    private static readonly Dictionary<Role, HashSet<Right>> Table = new()
    {
        [Role.Resident] = [.. Everybody],
        [Role.Owner] = [.. Everybody],
        [Role.Administrator] = [Right.KeepRegister, Right.KeepOrganisation],
        [Role.Auditor] = [Right.ReadLedger],
        [Role.SubDistrictOfficer] = [Right.SeeQueue, Right.RouteConcern, Right.HandleConcern, Right.PassUp, Right.Reply, Right.StandIn],
        [Role.CommunitySecretary] = [.. Party, Right.RouteConcern, Right.StandIn],
        [Role.GridSecretary] = [.. Party],
        [Role.BuildingLeader] = [.. Party],
        [Role.HouseholdMember] = [.. Party],
        [Role.CommitteeDirector] =
        [
            Right.TakePart, Right.SpeakForUnit, Right.SeeQueue, Right.RouteConcern, Right.HandleConcern, Right.ConveneHall, Right.HoldPoll, Right.HandlePapers,
            Right.AnswerObjection, Right.Decide, Right.KeepRegister, Right.KeepOrganisation, Right.Moderate,
        ],
        [Role.Supervisor] = [Right.TakePart, Right.ReadLedger, Right.HandlePapers, Right.Countersign, Right.HearAppeal],
        [Role.GridWorker] = [Right.TakePart, Right.SeeQueue, Right.RouteConcern, Right.HandlePapers, Right.TellPeople],
        [Role.Steward] = [Right.TakePart, Right.SeeQueue, Right.HandlePapers, Right.TellPeople],
        [Role.OwnersChair] = [Right.TakePart, Right.SpeakForUnit, Right.HoldOwnersPoll, Right.HandlePapers, Right.AnswerObjection],
        [Role.PropertyManager] = [Right.TakePart, Right.SpeakForUnit, Right.HandleConcern],
        [Role.OrganisationWorker] = [Right.TakePart, Right.SpeakForUnit, Right.HandleConcern, Right.PublishOffer],
        [Role.DepartmentHandler] = [Right.HandleConcern],
        [Role.Volunteer] = [Right.TakePart],
        [Role.PartyMember] = [Right.TakePart],
        [Role.Representative] = [Right.TakePart],
    };

    /// <summary>Whether a role carries a right at all.</summary>
    public static bool Carries(Role role, Right right) => Table.TryGetValue(role, out var rights) && rights.Contains(right);
}
