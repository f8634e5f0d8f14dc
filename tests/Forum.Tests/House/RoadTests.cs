using Forum.Domain.Kernel;

namespace Forum.Tests.House;

/// <summary>Every event on a proposal's road is told to somebody, or says here why to nobody.</summary>
public class RoadTests
{
    // What happens, and the newsmaker that tells of it.
    private static readonly Dictionary<string, string[]> Told = new()
    {
        ["ProposalPublished"] = ["Notifications/MatterNews"],
        ["ProposalRevised"] = ["Notifications/MatterNews"],
        ["ProposalReached"] = ["Notifications/MatterNews"],
        ["ProposalCoAuthored"] = ["Council/Authors/CoAuthorNews"],
        ["ProposalStepped"] = ["Council/Steps/HallNews"],
        ["AdmissionRefused"] = ["Council/Steps/HallNews"],
        ["AdmissionAppealed"] = ["Council/Steps/HallNews"],
        ["AppealAnswered"] = ["Council/Steps/HallNews"],
        ["ProposalEnded"] = ["Council/Steps/HallNews"],
        ["MergerOffered"] = ["Council/Merging/MergerNews"],
        ["MergerAnswered"] = ["Council/Merging/MergerNews"],
        ["MergerEnded"] = ["Council/Merging/MergerNews"],
        ["CommentAdded"] = ["Council/CouncilNews", "Council/Spoken/SpokenNews", "Notifications/MatterNews"],
        ["ProposalWrittenDown"] = ["Council/Spoken/SpokenNews"],
        ["CommentWrittenDown"] = ["Council/Spoken/SpokenNews"],
        ["CommentEdited"] = ["Council/Spoken/SpokenNews"],
        ["EndorsementTakenBack"] = ["Council/Spoken/SpokenNews"],
        ["EndorsementWrittenDown"] = ["Council/Spoken/SpokenNews"],
        ["CommentWithdrawn"] = ["Council/Spoken/WithdrawalNews"],
        ["SummaryWritten"] = ["Council/Summaries/SummaryNews"],
        ["SummaryDisputed"] = ["Council/Summaries/SummaryNews"],
        ["SummaryDisputeAnswered"] = ["Council/Summaries/SummaryNews"],
        ["AmendmentPut"] = ["Council/Amendments/AmendmentNews"],
        ["AmendmentSettled"] = ["Council/Amendments/AmendmentNews"],
        ["GroupInvited"] = ["Council/Voices/InviteGroup"],
        ["CallOpened"] = ["Council/Calls/CallNews"],
        ["PollOpened"] = ["Notifications/MatterNews", "Notifications/ResultNews"],
        ["PollClosed"] = ["Notifications/ResultNews"],
        ["PollCalledOff"] = ["Notifications/ResultNews"],
        ["ObjectionRaised"] = ["Notifications/MatterNews"],
        ["ObjectionAnswered"] = ["Notifications/ResultNews"],
        ["DecisionPublished"] = ["Notifications/ResultNews"],
        ["DispatchMoved"] = ["Notifications/MatterNews", "Notifications/ResultNews"],
        ["DispatchAnswered"] = ["Notifications/ResultNews"],
        ["MilestonePlanned"] = ["Decisions/CarryingOut/ExecutionNews"],
        ["MilestoneReported"] = ["Decisions/CarryingOut/ExecutionNews"],
        ["MilestoneLate"] = ["Decisions/CarryingOut/ExecutionNews"],
        ["ExecutionCompleted"] = ["Decisions/CarryingOut/ExecutionNews"],
    };

    // What is told to nobody, and why.
    private static readonly Dictionary<string, string> Silent = new()
    {
        ["ProposalEndorsed"] = "a count; the threshold is told as the step that it leads to",
        ["ConcernGrew"] = "told as the publishing of the proposal",
        ["CommentAgreed"] = "a count",
        ["MergerReplied"] = "a count",
        ["MergerTurned"] = "told as the offer, its answer or its end",
        ["MergerReplyWrittenDown"] = "by somebody without an account, who was there",
        ["NoticePeriodBegan"] = "told as the closing of the poll",
        ["PictureTakenDown"] = "the place of the picture says why",
        ["SlowModeSet"] = "stands above the discussion",
        ["SlowModeLifted"] = "stands above the discussion",
    };

    private static readonly Type[] Road = [.. typeof(IEvent).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IEvent)) && IsOfTheRoad(t))];

    // Of a proposal, or of what comes of one: polls and calls name their matter, decisions and dispatches have one.
    private static bool IsOfTheRoad(Type type) => type.GetProperties().Any(p => p.PropertyType == typeof(ProposalId) || p.Name == "Matter") || type.Namespace is { } of && (of.Contains(".Decisions") || of.Contains(".Dispatches"));

    [Fact]
    public void Every_event_is_told_or_says_why_not() => Assert.Equal(Told.Keys.Concat(Silent.Keys).Order(), Road.Select(t => t.Name).Order());

    [Fact]
    public void The_newsmaker_speaks_of_it() =>
        Assert.Empty(Told.SelectMany(t => t.Value.Select(file => (Event: t.Key, File: file))).Where(t => !Source.Files("src/Forum", ".cs").Any(f => f.Path == $"src/Forum/{t.File}.cs" && f.Text.Contains(t.Event))).Select(t => $"{t.File} does not tell {t.Event}"));
}
