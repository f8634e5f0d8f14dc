using System.Reflection;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;

namespace Forum.Tests.House;

/// <summary>Every command that takes words, and what keeps a new account from flooding or advertising with them.</summary>
public class PublicWordsTests
{
    private enum Limit
    {
        /// <summary>Counts among what a new account says in a day, and takes no links from it.</summary>
        Day,
        /// <summary>Takes no links from it; said once, about what is there, or where one's own words are changed.</summary>
        Links,
        /// <summary>Said by whoever holds an office, whom the community knows.</summary>
        Office,
        /// <summary>Read by whoever said it, and by those who must, alone.</summary>
        Private,
        /// <summary>No words of one's own: a choice, a number, a name with a rule of its own.</summary>
        Key,
    }

    private static readonly Dictionary<Limit, string[]> Limits = new()
    {
        [Limit.Day] = ["AddComment", "Contribute", "DeclareInterest", "DisputeSummary", "OfferMerger", "Propose", "PutAmendment", "RaiseConcern", "WriteDownComment", "WriteDownContribution", "WriteDownProposal"],
        // An objection has a last day: it counts, but no number keeps it out; one waits at a time.
        [Limit.Links] = ["AcceptAmendment", "AppealAdmission", "AskToEndInterest", "ConfirmConcern", "DeclineAmendment", "EditComment", "EditContribution", "EvaluateConcern", "EvaluateExecution", "ObjectToOutcome", "Revise", "TakeBackProposal"],
        [Limit.Office] =
        [
            "AcceptConcern", "AddPlace", "Admit", "AnswerAdmissionAppeal", "AnswerConcern", "AnswerDispatch", "AnswerDispute", "AnswerHidingAppeal", "AnswerObjection", "Appoint", "CallOffCall", "CallOffPoll", "ChangeOptions", "CompleteExecution", "ConcludeCall", "CorrectArea", "CorrectPerson",
            "EndAppointment", "EndInterest", "EnterHomes", "EnterOwner", "EnterPaper", "EnterResident", "FoundPartyUnit", "FoundUnit", "HideText", "KeepText", "OpenCall", "PassUpDispatch", "PlanMilestone", "ProlongCall", "ProposeCorrection", "PublishDecision", "PublishOffer",
            "RefuseToEndInterest", "ReportMilestone", "ResolveConcern", "ReturnConcern", "SetUpPoll", "SettleContribution", "SettleJoining", "SlowDown", "TakeDownPicture", "WithdrawComment", "WithdrawContribution", "WriteSummary",
        ],
        [Limit.Private] = ["AppealHiding", "DisputeJoining", "NoteTelling", "ReportText", "SaveDraft", "StartDraft"],
        [Limit.Key] =
        [
            "CastBallot", "CastSecretBallot", "ChangePassword", "CheckCode", "ChooseNotices", "ConfirmAddress", "Countersign", "FollowMatter", "GiveAddress", "InviteCoAuthor", "InviteGroup", "Join", "KeepUnconfirmed", "MuteByMail", "PrintPapers",
            "SetNewAccountRules", "SetProposalPlan", "SetUp", "TakeInvitation", "TakeSecondKey",
        ],
    };

    private static IEnumerable<Type> Commands => typeof(Program).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && !t.IsDefined(typeof(PortalOnlyAttribute)) && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>)));

    private static bool TakesWords(Type type, int depth = 0) =>
        type == typeof(string) || (depth < 5 && ((type.IsGenericType && type.GetGenericArguments().Any(a => TakesWords(a, depth + 1)))
            || (type is { IsEnum: false, IsValueType: false } && type.FullName!.StartsWith("Forum.", StringComparison.Ordinal) && type.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => TakesWords(p.ParameterType, depth + 1)))));

    [Fact]
    public void Every_command_that_takes_words_says_which_limit_holds()
    {
        string[] listed = [.. Limits.SelectMany(l => l.Value)];
        Assert.Equal(listed.Length, listed.Distinct().Count());
        Same("say which limit holds", Commands.Where(c => TakesWords(c)).Select(c => c.Name), listed);
        Same("take no words any more", listed, Commands.Where(c => TakesWords(c)).Select(c => c.Name));
    }

    [Fact]
    public void Its_handler_asks_for_that_limit()
    {
        var files = Source.Files("src/Forum", ".cs").ToList();
        string Class(string name) => files.Single(f => f.Text.Contains($"class {name}(")).Text;
        // What several share, one desk asks for.
        string Handler(string command) => Class($"{command}Handler") is var text && text.Contains("SurveyDesk surveys") ? Class("SurveyDesk") : text.Contains("ProposalMaker maker") ? Class("ProposalMaker") : text;
        Assert.All(Limits[Limit.Day], c => Assert.Contains("limits.BarsAsync(", Handler(c)));
        Assert.All(Limits[Limit.Links], c => Assert.Contains("limits.BarsWordsAsync(", Handler(c)));
    }

    [Fact]
    public void What_is_said_by_office_alone_needs_a_right_that_no_resident_has() =>
        Assert.All(Commands.Where(c => Limits[Limit.Office].Contains(c.Name)).Select(c => c.GetCustomAttribute<RequiresAttribute>()?.Right).OfType<Right>(), right => Assert.False(Rights.Carries(Role.Resident, right), $"{right}"));

    private static void Same(string what, IEnumerable<string> names, IEnumerable<string> known)
    {
        if (names.Except(known).Order().ToList() is { Count: > 0 } wrong) Assert.Fail($"{what}: {string.Join(", ", wrong)}");
    }
}
