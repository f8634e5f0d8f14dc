using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Lines;

/// <summary>News about one line of a roll. Where somebody may stand for several, its words name the line (<c>KEY-for</c>) and it leads there.</summary>
public static class LineNews
{
    /// <param name="label">What the line is called, where the roll may not have it any more.</param>
    /// <param name="word">The key of a text for the place <c>{word}</c>.</param>
    public static async Task<News> OfLineAsync(this ForumDb db, string text, PollId id, VoterId line, IReadOnlyCollection<AccountId> whom, CancellationToken stop, string? word = null, string? label = null)
    {
        var poll = await db.Polls.AsNoTracking().Where(p => p.Id == id).Select(p => new { p.Question, p.Rule, p.Matter }).SingleAsync(stop);
        var (electorate, facts) = (poll.Rule.Electorate, new Dictionary<string, string> { ["title"] = poll.Question });
        if (word is not null) facts["@word"] = word;
        if (electorate.IsStoodFor()) facts["line"] = label ?? await db.RollLines.Where(l => l.PollId == id && l.VoterId == line).Select(l => l.Label).SingleOrDefaultAsync(stop) ?? "";
        return new(electorate.IsStoodFor() ? $"{text}-for" : text, facts, Voters.PageOf(id, electorate, line), whom) { Other = Council.Matter.Proposal(poll.Matter) };
    }
}
