using Forum.Domain.Evaluations;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Forum.Foundation.Storage;

/// <summary>A trigger that says no whatever the program asks.</summary>
public sealed record SqliteGuard(string Name, string Sql)
{
    /// <summary>Takes it away, where it is there.</summary>
    public string Drop => $"DROP TRIGGER IF EXISTS {Name}";

    /// <summary>One that refuses what meets a condition.</summary>
    public static SqliteGuard Refusing(string name, string what, string condition) =>
        new(name, $"CREATE TRIGGER {name} BEFORE {what} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{name}'); END");
}

/// <summary>What the database refuses by itself. `check` finds a guard that is missing.</summary>
public static class SqliteGuards
{
    // The text is final, its poll opened, or the proposal ended or is hidden.
    private const string TextClosed = "(SELECT Step >= 4 OR Station >= 4 OR Ending_Kind IS NOT NULL OR Hidden_At IS NOT NULL FROM Proposals WHERE Id = NEW.ProposalId)";

    // What binds a poll from its opening on.
    private static readonly string[] Bound = ["CommunityId", "Number", "PlaceId", "Matter", "After", "Question", "Options", "Method", "Seats", "Unranked", "Budget", "Rule", "UnitId", "OpenedAt", "RollHash", "LotHash", "Secrecy", "KeyHash", "SecondRegistrar", "SecondKeyHash", "Papers", "ClosesAt", "EntryEndsAt", "NoticeDays"];

    public static readonly IReadOnlyList<SqliteGuard> All =
    [
        Never("UPDATE", "Ledger"),
        Never("DELETE", "Ledger"),
        // The first words of a concern are never altered.
        When("Concern_words_stay", "UPDATE OF Title, Body, RaisedAt, Number ON Concerns", "NEW.Title IS NOT OLD.Title OR NEW.Body IS NOT OLD.Body OR NEW.RaisedAt IS NOT OLD.RaisedAt OR NEW.Number IS NOT OLD.Number"),
        Never("DELETE", "Concerns"),
        // A hidden concern goes no step further.
        When("ConcernSteps_of_the_shown", "INSERT ON ConcernSteps", "(SELECT Hidden_At IS NOT NULL FROM Concerns WHERE Id = NEW.ConcernId)"),
        Never("UPDATE", "ConcernSteps"),
        Never("DELETE", "ConcernSteps"),
        Never("UPDATE", "ProposalVersions"),
        Never("DELETE", "ProposalVersions"),
        // No version once the text is final, no endorsement once its poll opened, nothing said once it is over; an end is an end.
        When("ProposalVersions_until_final", "INSERT ON ProposalVersions", TextClosed),
        When("Endorsements_until_poll", "INSERT ON Endorsements", "(SELECT Station >= 4 OR Ending_Kind IS NOT NULL OR Hidden_At IS NOT NULL FROM Proposals WHERE Id = NEW.ProposalId)"),
        When("Comments_until_result", "INSERT ON Comments", "(SELECT Station >= 5 OR Ending_Kind IS NOT NULL OR Hidden_At IS NOT NULL FROM Proposals WHERE Id = NEW.ProposalId)"),
        When("Proposals_end_stays", "UPDATE OF Ending_Kind, Ending_At, Ending_Reason, Ending_Into, Ending_As, Ending_Of ON Proposals", "OLD.Ending_Kind IS NOT NULL AND (NEW.Ending_Kind IS NOT OLD.Ending_Kind OR NEW.Ending_At IS NOT OLD.Ending_At OR NEW.Ending_Reason IS NOT OLD.Ending_Reason OR NEW.Ending_Into IS NOT OLD.Ending_Into OR NEW.Ending_As IS NOT OLD.Ending_As OR NEW.Ending_Of IS NOT OLD.Ending_Of) OR (NEW.Ending_As IS NOT NULL AND (NEW.From_PersonId IS NULL OR NEW.Ending_Kind IS NOT 3))"),
        When("Proposals_author_stays", "UPDATE OF From_PersonId, From_Name, From_Of, Author_AccountId, Author_Name ON Proposals", "NEW.From_PersonId IS NOT OLD.From_PersonId OR NEW.From_Name IS NOT OLD.From_Name OR NEW.From_Of IS NOT OLD.From_Of OR NEW.Author_AccountId IS NOT OLD.Author_AccountId OR NEW.Author_Name IS NOT OLD.Author_Name"),
        // What people vote on is not taken from their eyes, and no step is gone while it is.
        When("Proposals_hidden_before_poll", "UPDATE OF Hidden_At, Step, Station ON Proposals", "NEW.Hidden_At IS NOT NULL AND (NEW.Station >= 4 OR NEW.Step IS NOT OLD.Step OR NEW.Station IS NOT OLD.Station)"),
        // The words of a comment change only when the old ones stand beside them.
        When("Comment_words_stay", "UPDATE OF Body_Source, Body_Html, Seq, ProposalId, Quote_Version, Quote_Words, From_PersonId ON Comments", "NEW.Seq IS NOT OLD.Seq OR NEW.ProposalId IS NOT OLD.ProposalId OR NEW.Quote_Version IS NOT OLD.Quote_Version OR NEW.Quote_Words IS NOT OLD.Quote_Words OR NEW.From_PersonId IS NOT OLD.From_PersonId OR ((NEW.Body_Source IS NOT OLD.Body_Source OR NEW.Body_Html IS NOT OLD.Body_Html) AND NOT EXISTS (SELECT 1 FROM CommentVersions WHERE CommentId = OLD.Id AND Number = NEW.Edits AND Body_Source = OLD.Body_Source AND Body_Html = OLD.Body_Html))"),
        // Words that were taken back stay so, and by office with its reason.
        When("Comments_withdrawn_stay", "UPDATE OF Withdrawn_At, Withdrawn_As, Withdrawn_Of, Withdrawn_Reason ON Comments", "OLD.Withdrawn_At IS NOT NULL AND (NEW.Withdrawn_At IS NOT OLD.Withdrawn_At OR NEW.Withdrawn_As IS NOT OLD.Withdrawn_As OR NEW.Withdrawn_Of IS NOT OLD.Withdrawn_Of OR NEW.Withdrawn_Reason IS NOT OLD.Withdrawn_Reason) OR (NEW.Withdrawn_As IS NULL) IS NOT (NEW.Withdrawn_Reason IS NULL) OR (NEW.Withdrawn_As IS NOT NULL AND (NEW.From_PersonId IS NULL OR NEW.Withdrawn_At IS NULL))"),
        // What another spoke is changed in sight of everybody.
        When("CommentVersions_of_others_readable", "INSERT ON CommentVersions", "NEW.Readable = 0 AND (SELECT From_PersonId IS NOT NULL FROM Comments WHERE Id = NEW.CommentId)"),
        Never("UPDATE", "CommentVersions"),
        Never("DELETE", "CommentVersions"),
        Never("DELETE", "Comments"),
        Never("UPDATE", "SpokenEndorsements"),
        When("SpokenEndorsements_until_poll", "INSERT ON SpokenEndorsements", "(SELECT Station >= 4 OR Ending_Kind IS NOT NULL OR Hidden_At IS NOT NULL FROM Proposals WHERE Id = NEW.ProposalId)"),
        .. MergerGuards.All,
        // Whoever endorsed by word and by an account counts once.
        When("Endorsements_once_a_person", "INSERT ON Endorsements", "EXISTS (SELECT 1 FROM SpokenEndorsements s JOIN Accounts a ON a.PersonId = s.PersonId WHERE s.ProposalId = NEW.ProposalId AND a.Id = NEW.AccountId)"),
        When("SpokenEndorsements_once_a_person", "INSERT ON SpokenEndorsements", "EXISTS (SELECT 1 FROM Endorsements e JOIN Accounts a ON a.Id = e.AccountId WHERE e.ProposalId = NEW.ProposalId AND a.PersonId = NEW.PersonId)"),
        When("Summary_words_stay", "UPDATE OF Body_Source, Body_Html, UpTo, At ON Summaries", "NEW.Body_Source IS NOT OLD.Body_Source OR NEW.Body_Html IS NOT OLD.Body_Html OR NEW.UpTo IS NOT OLD.UpTo OR NEW.At IS NOT OLD.At"),
        Never("DELETE", "Summaries"),
        When("SummaryDisputes_of_the_shown", "INSERT ON SummaryDisputes", "(SELECT Hidden_At IS NOT NULL FROM Summaries WHERE ProposalId = NEW.ProposalId AND Number = NEW.SummaryNumber)"),
        When("SummaryDispute_words_stay", "UPDATE ON SummaryDisputes", "NEW.Id IS NOT OLD.Id OR NEW.Reason_Source IS NOT OLD.Reason_Source OR NEW.Reason_Html IS NOT OLD.Reason_Html OR NEW.AccountId IS NOT OLD.AccountId OR NEW.At IS NOT OLD.At OR ((OLD.Answer_Words IS NOT NULL OR OLD.Hidden_At IS NOT NULL) AND (NEW.Answer_Words IS NOT OLD.Answer_Words OR NEW.Answer_At IS NOT OLD.Answer_At OR NEW.Answer_By IS NOT OLD.Answer_By OR NEW.Answer_Name IS NOT OLD.Answer_Name))"),
        Never("DELETE", "SummaryDisputes"),
        // What was reported and answered stays; the log of what was hidden only grows; an answer to an appeal is final.
        When("Reports_stay", "UPDATE ON Reports", "OLD.Answer_At IS NOT NULL OR NEW.Kind IS NOT OLD.Kind OR NEW.TextId IS NOT OLD.TextId OR NEW.By IS NOT OLD.By OR NEW.Rule IS NOT OLD.Rule OR NEW.Remark IS NOT OLD.Remark OR NEW.At IS NOT OLD.At"),
        Never("DELETE", "Reports"),
        Never("UPDATE", "Hidings"),
        Never("DELETE", "Hidings"),
        When("HidingAppeals_stay", "UPDATE ON HidingAppeals", "OLD.Answer_At IS NOT NULL OR NEW.HidingId IS NOT OLD.HidingId OR NEW.Plea IS NOT OLD.Plea OR NEW.By IS NOT OLD.By OR NEW.At IS NOT OLD.At"),
        Never("DELETE", "HidingAppeals"),
        When("SlowModes_stay", "UPDATE ON SlowModes", "OLD.Ending_At IS NOT NULL OR NEW.Minutes IS NOT OLD.Minutes OR NEW.Reason IS NOT OLD.Reason OR NEW.At IS NOT OLD.At"),
        Never("DELETE", "SlowModes"),
        When("Interests_once", "INSERT ON Interests", "(NEW.ProposalId IS NOT NULL) + (NEW.PollId IS NOT NULL) + (NEW.ConcernId IS NOT NULL) + (NEW.CallId IS NOT NULL) IS NOT 1 OR EXISTS (SELECT 1 FROM Interests WHERE ProposalId IS NEW.ProposalId AND PollId IS NEW.PollId AND ConcernId IS NEW.ConcernId AND CallId IS NEW.CallId AND AccountId IS NEW.AccountId AND UnitId IS NEW.UnitId AND Ending_At IS NULL)"),
        // Nobody ends their own, nor confirms what they asked for.
        When("Interests_stay", "UPDATE ON Interests", "OLD.Ending_At IS NOT NULL OR NEW.Ending_By IN (NEW.AccountId, NEW.Plea_By) OR (OLD.Plea_At IS NOT NULL AND NOT (NEW.Plea_At IS NULL AND NEW.Refused = OLD.Refused + 1) AND (NEW.Plea_At IS NOT OLD.Plea_At OR NEW.Plea_By IS NOT OLD.Plea_By OR NEW.Plea_Reason IS NOT OLD.Plea_Reason)) OR (NEW.Refused IS NOT OLD.Refused AND (OLD.Plea_At IS NULL OR NEW.Plea_At IS NOT NULL OR NEW.Ending_At IS NOT NULL)) OR NEW.ProposalId IS NOT OLD.ProposalId OR NEW.PollId IS NOT OLD.PollId OR NEW.ConcernId IS NOT OLD.ConcernId OR NEW.CallId IS NOT OLD.CallId OR NEW.AccountId IS NOT OLD.AccountId OR NEW.UnitId IS NOT OLD.UnitId OR NEW.Name IS NOT OLD.Name OR NEW.Reason IS NOT OLD.Reason OR NEW.At IS NOT OLD.At"),
        Never("DELETE", "Interests"),
        When("InterestRefusals_by_another", "INSERT ON InterestRefusals", "NEW.By_AccountId = NEW.PleaBy OR EXISTS (SELECT 1 FROM Interests WHERE Id = NEW.InterestId AND AccountId = NEW.By_AccountId)"),
        Never("UPDATE", "InterestRefusals"),
        Never("DELETE", "InterestRefusals"),
        // A closed poll refuses ballots, its tally stays, and its roll stays from the first ballot on.
        When("Ballots_closed_insert", "INSERT ON Ballots", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 2 OR (SELECT Secrecy FROM Polls WHERE Id = NEW.PollId) IS NOT 1"),
        When("Ballots_closed_update", "UPDATE ON Ballots", "(SELECT State FROM Polls WHERE Id = OLD.PollId) IS NOT 2 OR NEW.PollId IS NOT OLD.PollId OR NEW.VoterId IS NOT OLD.VoterId"),
        Never("DELETE", "Ballots"),
        When("Polls_result_when_closed", "UPDATE OF Closed_At, Closed_Outcome, Closed_Tally, Closed_TallyHash, Closed_Channels ON Polls", "NEW.State IS NOT 3 AND (NEW.Closed_At IS NOT OLD.Closed_At OR NEW.Closed_Outcome IS NOT OLD.Closed_Outcome OR NEW.Closed_Tally IS NOT OLD.Closed_Tally OR NEW.Closed_TallyHash IS NOT OLD.Closed_TallyHash OR NEW.Closed_Channels IS NOT OLD.Closed_Channels)"),
        When("Polls_closed_stay", "UPDATE ON Polls", "OLD.State >= 3"),
        // What is asked, and among what, stays from the opening on.
        When("Polls_question_stays", $"UPDATE OF {string.Join(", ", Bound)}, LotSeed ON Polls", $"OLD.State = 2 AND ({string.Join(" OR ", Bound.Select(c => $"NEW.{c} IS NOT OLD.{c}"))} OR (NEW.State = 2 AND NEW.LotSeed IS NOT NULL))"),
        // A choice that is not confirmed is kept only while its poll is open, and of a secret one never.
        When("UnconfirmedChoices_closed_insert", "INSERT ON UnconfirmedChoices", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 2 OR (SELECT Secrecy FROM Polls WHERE Id = NEW.PollId) IS NOT 1"),
        When("UnconfirmedChoices_closed_update", "UPDATE ON UnconfirmedChoices", "(SELECT State FROM Polls WHERE Id = OLD.PollId) IS NOT 2 OR NEW.PollId IS NOT OLD.PollId OR NEW.AccountId IS NOT OLD.AccountId OR NEW.VoterId IS NOT OLD.VoterId"),
        // A secret ballot is final; all that comes to it is the batch that it is published in. It leaves the box when the poll closes, and a spent line stays spent.
        When("BoxedBallots_closed_insert", "INSERT ON BoxedBallots", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 2 OR (SELECT Secrecy FROM Polls WHERE Id = NEW.PollId) IS NOT 2 OR NEW.Batch IS NOT NULL"),
        When("BoxedBallots_final", "UPDATE ON BoxedBallots", "OLD.Batch IS NOT NULL OR NEW.PollId IS NOT OLD.PollId OR NEW.Place IS NOT OLD.Place OR NEW.Contents IS NOT OLD.Contents"),
        When("BoxedBallots_stay", "DELETE ON BoxedBallots", "NOT EXISTS (SELECT 1 FROM SecretBallots WHERE PollId = OLD.PollId)"),
        When("SecretBallots_closed_insert", "INSERT ON SecretBallots", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 2 OR (SELECT Secrecy FROM Polls WHERE Id = NEW.PollId) IS NOT 2 OR (NEW.SecondSignature IS NULL) IS NOT (SELECT SecondKeyHash IS NULL FROM Polls WHERE Id = NEW.PollId)"),
        When("SecretBallots_final", "UPDATE ON SecretBallots", "OLD.Batch IS NOT NULL OR NEW.PollId IS NOT OLD.PollId OR NEW.TokenHash IS NOT OLD.TokenHash OR NEW.Message IS NOT OLD.Message OR NEW.Signature IS NOT OLD.Signature OR NEW.SecondSignature IS NOT OLD.SecondSignature OR NEW.Choice IS NOT OLD.Choice OR NEW.Options IS NOT OLD.Options"),
        Never("DELETE", "SecretBallots"),
        // Of ballots that wait for the second signature there are fewer when they are signed, and none when the poll closed.
        When("SealedCounts_grow", "UPDATE ON SealedCounts", "NEW.PollId IS NOT OLD.PollId OR NEW.Kind IS NOT OLD.Kind OR (OLD.Kind IS NOT 'waiting ballots' AND (NEW.Rows < OLD.Rows OR (SELECT State FROM Polls WHERE Id = OLD.PollId) IS NOT 2))"),
        Never("DELETE", "SealedCounts"),
        When("ReplacedBallots_closed_insert", "INSERT ON ReplacedBallots", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 2"),
        Never("UPDATE", "ReplacedBallots"),
        Never("DELETE", "ReplacedBallots"),
        When("SpentLines_closed_insert", "INSERT ON SpentLines", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 2"),
        Never("UPDATE", "SpentLines"),
        Never("DELETE", "SpentLines"),
        // A paper that is settled stays so, and with it its scan; whose it is never changes.
        When("BallotPapers_settled", "UPDATE ON BallotPapers", "OLD.State >= 3 OR NEW.PollId IS NOT OLD.PollId OR NEW.Serial IS NOT OLD.Serial OR NEW.VoterId IS NOT OLD.VoterId OR (SELECT State FROM Polls WHERE Id = OLD.PollId) IS NOT 2"),
        When("BallotPapers_closed_insert", "INSERT ON BallotPapers", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 2"),
        Never("DELETE", "BallotPapers"),
        When("PaperScans_settled", "UPDATE ON PaperScans", "(SELECT State FROM BallotPapers WHERE PollId = OLD.PollId AND Serial = OLD.Serial) >= 3"),
        Never("DELETE", "PaperScans"),
        When("PollKeys_stay", "UPDATE ON PollKeys", "NEW.Public IS NOT OLD.Public OR NEW.PollId IS NOT OLD.PollId OR NEW.Wrapped IS NOT NULL"),
        Never("DELETE", "PollKeys"),
        // The second registrar's key is replaced only before the opening; after the closing it is noted once that it is gone.
        When("SecondKeys_stay", "UPDATE ON SecondKeys", "NEW.PollId IS NOT OLD.PollId OR (NEW.Public IS NOT OLD.Public AND (SELECT State FROM Polls WHERE Id = OLD.PollId) IS NOT 1) OR OLD.DestroyedAt IS NOT NULL OR (NEW.DestroyedAt IS NOT NULL AND (SELECT State FROM Polls WHERE Id = OLD.PollId) NOT IN (3, 4))"),
        Never("DELETE", "SecondKeys"),
        When("SecondSignatures_closed_insert", "INSERT ON SecondSignatures", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 2 OR NOT EXISTS (SELECT 1 FROM SpentLines WHERE PollId = NEW.PollId AND VoterId = NEW.VoterId AND SecondBlinded IS NOT NULL)"),
        Never("UPDATE", "SecondSignatures"),
        Never("DELETE", "SecondSignatures"),
        // A ballot that waits for the second signature goes when it has become one, or when the poll has closed without it.
        When("WaitingBallots_closed_insert", "INSERT ON WaitingBallots", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 2"),
        Never("UPDATE", "WaitingBallots"),
        When("WaitingBallots_stay", "DELETE ON WaitingBallots", "(SELECT State FROM Polls WHERE Id = OLD.PollId) NOT IN (3, 4) AND NOT EXISTS (SELECT 1 FROM BoxedBallots WHERE PollId = OLD.PollId)"),
        // A checkpoint holds for so many ballots as there are.
        When("Checkpoints_within_ballots", "INSERT ON Checkpoints", "NEW.Size > (SELECT COUNT(*) FROM Ballots WHERE PollId = NEW.PollId) + (SELECT COUNT(*) FROM SecretBallots WHERE PollId = NEW.PollId) + (SELECT COUNT(*) FROM BoxedBallots WHERE PollId = NEW.PollId)"),
        Never("UPDATE", "Checkpoints"),
        Never("DELETE", "Checkpoints"),
        Never("DELETE", "Polls"),
        // A frozen roll changes by a confirmed correction only, and no line that is spent leaves it.
        When("RollLines_frozen", "INSERT ON RollLines", $"(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 1 AND NOT {Corrected("NEW", 1)}"),
        When("RollLines_stay", "UPDATE ON RollLines", $"NEW.PollId IS NOT OLD.PollId OR NEW.VoterId IS NOT OLD.VoterId OR NOT {Corrected("NEW", 3)}"),
        When("RollLines_no_delete", "DELETE ON RollLines", $"NOT {Corrected("OLD", 2)} OR EXISTS (SELECT 1 FROM Ballots WHERE PollId = OLD.PollId AND VoterId = OLD.VoterId) OR EXISTS (SELECT 1 FROM SpentLines WHERE PollId = OLD.PollId AND VoterId = OLD.VoterId)"),
        When("RollCorrections_stay", "UPDATE ON RollCorrections", "OLD.Settling_At IS NOT NULL OR NEW.PollId IS NOT OLD.PollId OR NEW.VoterId IS NOT OLD.VoterId OR NEW.Kind IS NOT OLD.Kind OR NEW.Area IS NOT OLD.Area OR NEW.Reason IS NOT OLD.Reason"),
        Never("DELETE", "RollCorrections"),
        When("Attendees_before_opening", "INSERT ON Attendees", "(SELECT State FROM Polls WHERE Id = NEW.PollId) IS NOT 1"),
        When("Attendees_stay", "DELETE ON Attendees", "(SELECT State FROM Polls WHERE Id = OLD.PollId) IS NOT 1"),
        Never("UPDATE", "Decisions"),
        Never("DELETE", "Decisions"),
        // What was promised first and what was reported stays; what is carried out is over.
        Never("DELETE", "Executions"),
        When("Executions_completed_stay", "UPDATE ON Executions", "OLD.CompletedAt IS NOT NULL"),
        Never("DELETE", "Milestones"),
        When("Milestones_stay", "UPDATE ON Milestones", "NEW.Title IS NOT OLD.Title OR NEW.UnitId IS NOT OLD.UnitId OR NEW.FirstDueOn IS NOT OLD.FirstDueOn OR NEW.DecisionId IS NOT OLD.DecisionId OR (SELECT CompletedAt FROM Executions WHERE DecisionId = OLD.DecisionId) IS NOT NULL"),
        When("Milestones_until_completed", "INSERT ON Milestones", "(SELECT CompletedAt FROM Executions WHERE DecisionId = NEW.DecisionId) IS NOT NULL"),
        Never("UPDATE", "MilestoneReports"),
        Never("DELETE", "MilestoneReports"),
        // Pictures come with their report, six at most.
        When("MilestonePictures_with_report", "INSERT ON MilestonePictures", $"NEW.\"Order\" > {Picture.Most} OR NEW.Report IS NOT (SELECT MAX(\"Order\") FROM MilestoneReports WHERE MilestoneId = NEW.MilestoneId) OR (SELECT CompletedAt FROM Executions e JOIN Milestones m ON m.DecisionId = e.DecisionId WHERE m.Id = NEW.MilestoneId) IS NOT NULL"),
        // One is taken down once, and with it what was to be seen; that it was there stays.
        When("MilestonePictures_stay", "UPDATE ON MilestonePictures", "OLD.Removal_At IS NOT NULL OR NEW.Removal_At IS NULL OR NEW.Alt IS NOT '' OR NEW.MilestoneId IS NOT OLD.MilestoneId OR NEW.Report IS NOT OLD.Report OR NEW.\"Order\" IS NOT OLD.\"Order\" OR NEW.Hash IS NOT OLD.Hash OR NEW.SmallHash IS NOT OLD.SmallHash"),
        Never("DELETE", "MilestonePictures"),
        // An evaluation is given once, of what is finished, while its survey is open.
        When("Evaluations_of_the_finished", "INSERT ON Evaluations", "(SELECT NEW.At >= OpenedAt AND NEW.At < Until FROM Surveys WHERE Topic = NEW.Topic) IS NOT 1 OR NOT (EXISTS (SELECT 1 FROM Executions WHERE NEW.Topic LIKE 'decisions/%' AND DecisionId = upper(substr(NEW.Topic, 11)) AND CompletedAt IS NOT NULL) OR EXISTS (SELECT 1 FROM Concerns WHERE NEW.Topic LIKE 'concerns/%' AND Id = upper(substr(NEW.Topic, 10)) AND Status = 6))"),
        // Whom a survey about a concern asks is fixed when it begins, and nobody else answers.
        When("Evaluations_of_the_asked", "INSERT ON Evaluations", "NEW.Topic LIKE 'concerns/%' AND NOT EXISTS (SELECT 1 FROM SurveyAsked WHERE Topic = NEW.Topic AND AccountId = NEW.AccountId)"),
        // Whoever published a decision, or acts for a body that carried it out, does not say how well.
        When("Evaluations_of_others", "INSERT ON Evaluations", "NEW.Topic LIKE 'decisions/%' AND EXISTS (SELECT 1 FROM Decisions d WHERE d.Id = upper(substr(NEW.Topic, 11)) AND (d.By_AccountId = NEW.AccountId OR EXISTS (SELECT 1 FROM Milestones m JOIN Appointments a ON a.UnitId = m.UnitId WHERE m.DecisionId = d.Id AND a.AccountId = NEW.AccountId AND a.Until > d.PublishedAt)))"),
        When("SurveyAsked_at_the_start", "INSERT ON SurveyAsked", "NEW.Topic NOT LIKE 'concerns/%' OR EXISTS (SELECT 1 FROM Evaluations WHERE Topic = NEW.Topic)"),
        Never("UPDATE", "SurveyAsked"),
        Never("DELETE", "SurveyAsked"),
        Never("UPDATE", "Surveys"),
        Never("DELETE", "Surveys"),
        // It changes in nothing but whether its words are hidden, which they may be once they are published.
        When("Evaluations_come_shown", "INSERT ON Evaluations", "(NEW.Remark IS NULL) IS NOT (NEW.RemarkId IS NULL) OR NEW.Hidden_At IS NOT NULL"),
        When("Evaluations_stay", "UPDATE ON Evaluations", $"OLD.RemarkId IS NULL OR NEW.Topic IS NOT OLD.Topic OR NEW.AccountId IS NOT OLD.AccountId OR NEW.CommunityId IS NOT OLD.CommunityId OR NEW.Score IS NOT OLD.Score OR NEW.RemarkId IS NOT OLD.RemarkId OR NEW.Remark IS NOT OLD.Remark OR NEW.At IS NOT OLD.At OR (NEW.Hidden_At IS NULL) IS (OLD.Hidden_At IS NULL) OR (NEW.Hidden_At IS NOT NULL AND (NEW.Hidden_At < (SELECT Until FROM Surveys WHERE Topic = OLD.Topic) OR (SELECT COUNT(*) FROM Evaluations WHERE Topic = OLD.Topic) < {Survey.FewestShown}))"),
        Never("DELETE", "Evaluations"),
        When("Objection_words_stay", "UPDATE OF Body, At, PollId ON Objections", "NEW.Body IS NOT OLD.Body OR NEW.At IS NOT OLD.At OR NEW.PollId IS NOT OLD.PollId"),
        Never("DELETE", "Objections"),
        // What a call asks stays, and what was said to it; it is said while it is open, answered when it is closed, and rests when it is concluded.
        When("Calls_stay", "UPDATE ON Calls", "EXISTS (SELECT 1 FROM CallConclusions WHERE CallId = OLD.Id) OR OLD.CalledOff_At IS NOT NULL OR NEW.Given < OLD.Given OR NEW.Number IS NOT OLD.Number OR NEW.Title IS NOT OLD.Title OR NEW.Body_Source IS NOT OLD.Body_Source OR NEW.Body_Html IS NOT OLD.Body_Html OR NEW.English_Title IS NOT OLD.English_Title OR NEW.English_Body_Source IS NOT OLD.English_Body_Source OR NEW.English_Body_Html IS NOT OLD.English_Body_Html OR NEW.Groups IS NOT OLD.Groups OR NEW.PlaceId IS NOT OLD.PlaceId OR NEW.Matter IS NOT OLD.Matter OR NEW.OpenedAt IS NOT OLD.OpenedAt OR (NEW.ClosesAt IS NOT OLD.ClosesAt AND NOT EXISTS (SELECT 1 FROM CallProlongings WHERE CallId = OLD.Id AND Before = OLD.ClosesAt AND Until = NEW.ClosesAt AND Until > Before)) OR NEW.By_AccountId IS NOT OLD.By_AccountId OR NEW.By_Name IS NOT OLD.By_Name"),
        Never("DELETE", "Calls"),
        When("CallProlongings_while_open", "INSERT ON CallProlongings", "NEW.Until <= NEW.Before OR (SELECT NEW.Before IS NOT ClosesAt OR NEW.At >= ClosesAt OR CalledOff_At IS NOT NULL FROM Calls WHERE Id = NEW.CallId)"),
        Never("UPDATE", "CallProlongings"),
        Never("DELETE", "CallProlongings"),
        When("CallConclusions_when_settled", "INSERT ON CallConclusions", "(SELECT ClosesAt > NEW.At OR CalledOff_At IS NOT NULL FROM Calls WHERE Id = NEW.CallId) OR EXISTS (SELECT 1 FROM Contributions WHERE CallId = NEW.CallId AND Outcome = 1 AND WithdrawnAt IS NULL AND Hidden_At IS NULL)"),
        Never("UPDATE", "CallConclusions"),
        Never("DELETE", "CallConclusions"),
        When("Contributions_while_open", "INSERT ON Contributions", "(SELECT NEW.At < OpenedAt OR NEW.At >= ClosesAt OR CalledOff_At IS NOT NULL FROM Calls WHERE Id = NEW.CallId) OR NEW.Outcome IS NOT 1 OR NEW.WithdrawnAt IS NOT NULL OR EXISTS (SELECT 1 FROM CallConclusions WHERE CallId = NEW.CallId)"),
        When("Contributions_said_no_replace", "INSERT ON Contributions", "EXISTS (SELECT 1 FROM Contributions WHERE CallId = NEW.CallId AND Speaker = NEW.Speaker AND Print = NEW.Print AND WithdrawnAt IS NULL)"),
        When("Contributions_stay", "UPDATE ON Contributions", "OLD.WithdrawnAt IS NOT NULL OR ((NEW.Outcome IS NOT OLD.Outcome OR NEW.MergedInto IS NOT OLD.MergedInto OR NEW.WithdrawnAt IS NOT OLD.WithdrawnAt OR NEW.Edits IS NOT OLD.Edits) AND (OLD.Hidden_At IS NOT NULL OR EXISTS (SELECT 1 FROM CallConclusions WHERE CallId = OLD.CallId) OR (SELECT CalledOff_At IS NOT NULL FROM Calls WHERE Id = OLD.CallId))) OR NEW.CallId IS NOT OLD.CallId OR NEW.Number IS NOT OLD.Number OR ((NEW.Body_Source IS NOT OLD.Body_Source OR NEW.Body_Html IS NOT OLD.Body_Html OR NEW.Print IS NOT OLD.Print) AND NOT EXISTS (SELECT 1 FROM ContributionVersions WHERE ContributionId = OLD.Id AND Number = NEW.Edits AND NEW.Edits = OLD.Edits + 1 AND Body_Source = OLD.Body_Source AND Body_Html = OLD.Body_Html)) OR NEW.Speaker IS NOT OLD.Speaker OR NEW.Channel IS NOT OLD.Channel OR NEW.At IS NOT OLD.At OR NEW.By_AccountId IS NOT OLD.By_AccountId OR NEW.By_Name IS NOT OLD.By_Name OR NEW.From_PersonId IS NOT OLD.From_PersonId OR NEW.From_Name IS NOT OLD.From_Name OR (NEW.Outcome = 1 AND OLD.Outcome <> 1) OR (NEW.Outcome <> 1 AND NEW.WithdrawnAt IS NOT NULL) OR (NEW.WithdrawnBecause IS NOT NULL AND (NEW.WithdrawnAt IS NULL OR NEW.From_PersonId IS NULL)) OR (NEW.Outcome = 3) IS NOT (NEW.MergedInto IS NOT NULL)"),
        // Merged into another of the same call that stands by itself.
        When("Contributions_merged_once", "UPDATE OF Outcome, MergedInto ON Contributions", "NEW.Outcome = 3 AND (NEW.MergedInto = NEW.Number OR EXISTS (SELECT 1 FROM Contributions WHERE CallId = NEW.CallId AND MergedInto = NEW.Number) OR NOT EXISTS (SELECT 1 FROM Contributions WHERE CallId = NEW.CallId AND Number = NEW.MergedInto AND Outcome <> 3 AND WithdrawnAt IS NULL))"),
        When("ContributionVersions_while_open", "INSERT ON ContributionVersions", "(SELECT k.CalledOff_At IS NOT NULL OR c.Outcome <> 1 OR EXISTS (SELECT 1 FROM CallConclusions WHERE CallId = k.Id) FROM Contributions c JOIN Calls k ON k.Id = c.CallId WHERE c.Id = NEW.ContributionId)"),
        Never("UPDATE", "ContributionVersions"),
        Never("DELETE", "ContributionVersions"),
        Never("DELETE", "Contributions"),
        When("ContributionSettlements_when_closed", "INSERT ON ContributionSettlements", "(SELECT c.ClosesAt > NEW.At OR c.CalledOff_At IS NOT NULL OR s.Hidden_At IS NOT NULL OR EXISTS (SELECT 1 FROM CallConclusions WHERE CallId = c.Id) FROM Calls c JOIN Contributions s ON s.CallId = c.Id WHERE s.Id = NEW.ContributionId)"),
        Never("UPDATE", "ContributionSettlements"),
        Never("DELETE", "ContributionSettlements"),
        // An offer never overbooks, whatever its counter says.
        When("Bookings_within_capacity", "INSERT ON Bookings", "NEW.HasPlace = 1 AND (SELECT COUNT(*) FROM Bookings WHERE OfferId = NEW.OfferId AND HasPlace = 1) >= (SELECT Capacity FROM Offers WHERE Id = NEW.OfferId)"),
        When("Bookings_moved_within_capacity", "UPDATE OF HasPlace, OfferId ON Bookings", "NEW.HasPlace = 1 AND (SELECT COUNT(*) FROM Bookings WHERE OfferId = NEW.OfferId AND HasPlace = 1 AND Id <> NEW.Id) >= (SELECT Capacity FROM Offers WHERE Id = NEW.OfferId)"),
        // What was sealed stays; a reply is final.
        Never("UPDATE", "SealedParts"),
        Never("DELETE", "SealedParts"),
        When("Dispatch_reply_final", "UPDATE ON Dispatches", "OLD.Reply_Stance IS NOT NULL AND (NEW.Reply_Stance IS NOT OLD.Reply_Stance OR NEW.Reply_Reason IS NOT OLD.Reply_Reason)"),
        Never("DELETE", "Dispatches"),
        // What somebody proposed to change stays, and what became of it; once the text is closed none comes in.
        When("Amendments_frozen", "INSERT ON Amendments", TextClosed),
        When("Amendments_stay", "UPDATE ON Amendments", "NEW.ProposalId IS NOT OLD.ProposalId OR NEW.Number IS NOT OLD.Number OR NEW.BaseVersion IS NOT OLD.BaseVersion OR NEW.Body_Source IS NOT OLD.Body_Source OR NEW.Body_Html IS NOT OLD.Body_Html OR NEW.Reason IS NOT OLD.Reason OR NEW.At IS NOT OLD.At OR NEW.By_AccountId IS NOT OLD.By_AccountId OR NEW.By_Name IS NOT OLD.By_Name"),
        Never("DELETE", "Amendments"),
        // A hidden one is neither accepted nor declined.
        When("AmendmentSettlements_of_the_shown", "INSERT ON AmendmentSettlements", "NEW.\"End\" <= 4 AND (SELECT Hidden_At IS NOT NULL FROM Amendments WHERE Id = NEW.AmendmentId)"),
        Never("UPDATE", "AmendmentSettlements"),
        Never("DELETE", "AmendmentSettlements"),
        // A saved text of a draft is never written over; a co-author's line that ended stays ended.
        Never("UPDATE", "SavedTexts"),
        When("CoAuthors_ended", "UPDATE ON CoAuthors", "OLD.EndedAt IS NOT NULL"),
    ];

    /// <summary>How the guards against replacing end.</summary>
    public const string Replacing = "_no_replace";

    /// <summary>
    /// INSERT OR REPLACE deletes the row that stands in its way past every guard against deleting. So what is never
    /// deleted, or only sometimes, is never inserted over: not by its key, and not by any other unique index.
    /// </summary>
    public static IEnumerable<SqliteGuard> AgainstReplacing(IModel model) =>
        from type in model.GetEntityTypes()
        where All.Any(g => g.Sql.Contains($" DELETE ON {type.GetTableName()} ", StringComparison.Ordinal)) && !type.IsOwned()
        let keys = type.GetKeys().Select(k => k.Properties).Concat(type.GetIndexes().Where(i => i.IsUnique && i.GetFilter() is null).Select(i => i.Properties))
        select When($"{type.GetTableName()}{Replacing}", $"INSERT ON {type.GetTableName()}", string.Join(" OR ", keys.Select(k =>
            $"EXISTS (SELECT 1 FROM {type.GetTableName()} WHERE {string.Join(" AND ", k.Select(p => $"\"{p.GetColumnName()}\" = NEW.\"{p.GetColumnName()}\""))})").Distinct()));

    // Whether an open poll's line has a confirmed correction of a kind, which for a changed area names that area.
    private static string Corrected(string row, int kind) =>
        $"((SELECT State FROM Polls WHERE Id = {row}.PollId) IS 2 AND EXISTS (SELECT 1 FROM RollCorrections WHERE PollId = {row}.PollId AND VoterId = {row}.VoterId AND Kind = {kind} AND Settling_Confirmed = 1{(kind == 2 ? "" : $" AND Area = {row}.Area")}))";

    /// <summary>Refuses every update or every delete of a table's rows.</summary>
    internal static SqliteGuard Never(string verb, string table) => When($"{table}_no_{verb.ToLowerInvariant()}", $"{verb} ON {table}", "1");

    internal static SqliteGuard When(string name, string what, string condition) => SqliteGuard.Refusing(name, what, condition);
}
