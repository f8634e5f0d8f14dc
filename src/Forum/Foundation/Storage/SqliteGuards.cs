namespace Forum.Foundation.Storage;

/// <summary>A trigger that says no whatever the program asks.</summary>
public sealed record SqliteGuard(string Name, string Sql);

/// <summary>What the database refuses by itself. `check` finds a guard that is missing.</summary>
public static class SqliteGuards
{
    public static readonly IReadOnlyList<SqliteGuard> All =
    [
        Never("UPDATE", "Ledger"),
        Never("DELETE", "Ledger"),
        // The first words of a concern are never altered.
        When("Concern_words_stay", "UPDATE OF Title, Body, RaisedAt, Number ON Concerns", "NEW.Title IS NOT OLD.Title OR NEW.Body IS NOT OLD.Body OR NEW.RaisedAt IS NOT OLD.RaisedAt OR NEW.Number IS NOT OLD.Number"),
        Never("DELETE", "Concerns"),
        Never("UPDATE", "ConcernSteps"),
        Never("DELETE", "ConcernSteps"),
        Never("UPDATE", "ProposalVersions"),
        Never("DELETE", "ProposalVersions"),
        When("Comment_words_stay", "UPDATE OF Body_Source, Body_Html, Seq, ProposalId ON Comments", "NEW.Body_Source IS NOT OLD.Body_Source OR NEW.Body_Html IS NOT OLD.Body_Html OR NEW.Seq IS NOT OLD.Seq OR NEW.ProposalId IS NOT OLD.ProposalId"),
        Never("DELETE", "Comments"),
    ];

    /// <summary>Refuses every update or every delete of a table's rows.</summary>
    private static SqliteGuard Never(string verb, string table) => When($"{table}_no_{verb.ToLowerInvariant()}", $"{verb} ON {table}", "1");

    /// <summary>Refuses what meets a condition.</summary>
    private static SqliteGuard When(string name, string what, string condition) =>
        new(name, $"CREATE TRIGGER {name} BEFORE {what} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{name}'); END");
}
