using Forum.Domain.Notifications;

namespace Forum.Notifications;

/// <summary>What each line is to its reader. A line that is not named here tells how a matter went on.</summary>
public static class NewsKinds
{
    private static readonly Dictionary<NewsKind, string[]> Named = new()
    {
        [NewsKind.Duty] = ["dispatch-came", "admission-due", "admission-due-short", "summary-disputed", "appeal-due", "poll-due", "merger-offered", "coauthor-invited-draft", "coauthor-invited-proposal", "amendment-put", "milestone-planned", "milestone-overdue", "second-key-due", "second-key-made", "concern.assigned", "concern.disputed", "concern.escalated", "objection-raised", "poll-changed", "poll-restored", "reported", "hiding-appealed"],
        [NewsKind.Answer] = ["concern.accepted", "concern.answered", "concern.resolved", "concern.returned", "objection-answered", "amendment-accepted", "amendment-acceptedinpart", "amendment-declined", "offer-free", "countersigned", "countersigned-for", "report-hidden", "report-kept", "report-shown-again", "contribution-settled", "contribution-settled-for", "call-concluded", "call-called-off", "summary-answered"],
        [NewsKind.Vote] = ["poll-opened", "not-confirmed", "not-confirmed-for", "choice-lapsed", "choice-lapsed-for"],
        [NewsKind.Guard] = ["text-hidden", "hiding-lifted", "hiding-stays", "ballot-on-paper", "ballot-on-paper-for", "paper-given-out", "paper-given-out-for", "paper-witnessed", "roll-corrected", "roll-corrected-for", "person.joined", "joining.disputed", "joining.ended", "joining.upheld", "contribution-written-down", "comment-written-down", "endorsement-written-down", "endorsement-taken-back", "proposal-written-down", "spoken-edited", "spoken-withdrawn", "contribution-edited", "contribution-withdrawn"],
        [NewsKind.Talk] = ["comment", "spoken-answered"],
    };

    private static readonly Dictionary<string, NewsKind> Kinds = Named.SelectMany(n => n.Value.Select(text => (Text: $"news.{text}", n.Key))).ToDictionary(n => n.Text, n => n.Key);

    /// <summary>The kind of a line, by the key of its text.</summary>
    public static NewsKind Of(string text) => Kinds.GetValueOrDefault(text, NewsKind.Turn);
}
