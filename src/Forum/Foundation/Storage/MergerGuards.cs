using static Forum.Foundation.Storage.SqliteGuards;

namespace Forum.Foundation.Storage;

/// <summary>What the database refuses by itself of proposals that are joined: offers, whom they ask, what these answer.</summary>
internal static class MergerGuards
{
    // The proposal that went, and whether nobody is asked about the one that stays: nothing was agreed, its poll opened, or it ended or is hidden.
    private const string Went = "(SELECT \"From\" FROM ProposalMergers WHERE Id = NEW.MergerId)";
    private const string NotAPart = $"(NEW.Endorsed IS NOT {Went} AND NOT EXISTS (SELECT 1 FROM JoinedProposals WHERE \"From\" = NEW.Endorsed AND \"Into\" = {Went}))";
    private const string NotAsked = "NOT EXISTS (SELECT 1 FROM ProposalMergers m JOIN Proposals p ON p.Id = m.\"Into\" WHERE m.Id = NEW.MergerId AND m.Agreed = 1 AND p.Station < 4 AND p.Ending_Kind IS NULL AND p.Hidden_At IS NULL)";

    public static readonly IReadOnlyList<SqliteGuard> All =
    [
        // An offer to join stays as it was made, and what became of it: one answer or one end.
        When("ProposalMergers_stay", "UPDATE ON ProposalMergers", "OLD.Agreed IS NOT NULL OR OLD.Ending_At IS NOT NULL OR (NEW.Agreed IS NOT NULL AND NEW.Ending_At IS NOT NULL) OR NEW.\"From\" IS NOT OLD.\"From\" OR NEW.\"Into\" IS NOT OLD.\"Into\" OR NEW.Reason IS NOT OLD.Reason OR NEW.At IS NOT OLD.At OR NEW.By_AccountId IS NOT OLD.By_AccountId OR NEW.By_Name IS NOT OLD.By_Name"),
        Never("DELETE", "ProposalMergers"),
        // Asked is who endorsed the one that went, or what had gone into it.
        When("MergerAsks_of_supporters", "INSERT ON MergerAsks", $"{NotAPart} OR NOT EXISTS (SELECT 1 FROM Endorsements WHERE ProposalId = NEW.Endorsed AND AccountId = NEW.AccountId)"),
        When("SpokenMergerAsks_of_supporters", "INSERT ON SpokenMergerAsks", $"{NotAPart} OR NOT EXISTS (SELECT 1 FROM SpokenEndorsements WHERE ProposalId = NEW.Endorsed AND PersonId = NEW.PersonId)"),
        Never("UPDATE", "MergerAsks"),
        Never("DELETE", "MergerAsks"),
        Never("UPDATE", "SpokenMergerAsks"),
        Never("DELETE", "SpokenMergerAsks"),
        // What supporters of a joined proposal answer stays; whoever has an account answers by it, once, and only who is asked, while the other is open.
        When("MergerReplies_of_the_asked", "INSERT ON MergerReplies", $"{NotAsked} OR (NOT EXISTS (SELECT 1 FROM MergerAsks WHERE MergerId = NEW.MergerId AND AccountId = NEW.AccountId) AND NOT EXISTS (SELECT 1 FROM SpokenMergerAsks s JOIN Accounts a ON a.PersonId = s.PersonId WHERE s.MergerId = NEW.MergerId AND a.Id = NEW.AccountId)) OR EXISTS (SELECT 1 FROM SpokenMergerReplies r JOIN Accounts a ON a.PersonId = r.PersonId WHERE r.MergerId = NEW.MergerId AND a.Id = NEW.AccountId)"),
        When("SpokenMergerReplies_of_the_asked", "INSERT ON SpokenMergerReplies", $"{NotAsked} OR NOT EXISTS (SELECT 1 FROM SpokenMergerAsks WHERE MergerId = NEW.MergerId AND PersonId = NEW.PersonId) OR EXISTS (SELECT 1 FROM Accounts WHERE PersonId = NEW.PersonId)"),
        Never("UPDATE", "MergerReplies"),
        Never("DELETE", "MergerReplies"),
        Never("UPDATE", "SpokenMergerReplies"),
        Never("DELETE", "SpokenMergerReplies"),
        // What was joined stays joined.
        Never("UPDATE", "JoinedProposals"),
        Never("DELETE", "JoinedProposals"),
    ];
}
