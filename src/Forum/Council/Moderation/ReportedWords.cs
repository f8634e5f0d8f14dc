using Forum.Council.Versions;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>What a text said when it was reported, where its author changed it afterwards.</summary>
/// <param name="Edition">From 1, the first words.</param>
/// <param name="Difference">To the words of now.</param>
/// <param name="Href">The page of all versions, where there is one.</param>
public sealed record ReportedWords(int Edition, string Html, IReadOnlyList<DiffPiece> Difference, string? Href);

internal static class EarlierWords
{
    /// <summary>The words that reports are about and that stand there no more, the earliest first.</summary>
    internal static async Task<IReadOnlyList<ReportedWords>> EarlierAsync(this ForumDb db, TextName name, IModerated said, IEnumerable<Report> reports, CancellationToken stop)
    {
        List<ReportedWords> all = [];
        foreach (var edition in reports.Where(r => r.Edits < said.Edits).Select(r => r.Edits + 1).Distinct().Order())
            if (await db.WordsAsync(name.Text, edition, stop) is { } then)
                all.Add(new(edition, then.Html, Difference.Between(then.Source, said.Words.Source), name.Kind switch
                {
                    TextKind.Proposal => $"/{name.Matter}/versions?from={edition}&to={said.Edits + 1}", TextKind.Contribution => $"/{name.Matter}/contributions/{name.Seq}/versions", _ => null,
                }));
        return all;
    }

    private static Task<Markup?> WordsAsync(this ForumDb db, TextRef text, int edition, CancellationToken stop) => text.Kind switch
    {
        TextKind.Comment => db.CommentVersions.AsNoTracking().Where(v => v.CommentId == new CommentId(text.Id) && v.Number == edition).Select(v => v.Body).SingleOrDefaultAsync(stop),
        TextKind.Contribution => db.ContributionVersions.AsNoTracking().Where(v => v.ContributionId == new ContributionId(text.Id) && v.Number == edition).Select(v => v.Body).SingleOrDefaultAsync(stop),
        TextKind.Proposal => db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == new ProposalId(text.Id)).SelectMany(p => p.Versions).Where(v => v.Number == edition).Select(v => v.Body).SingleOrDefaultAsync(stop),
        _ => Task.FromResult<Markup?>(null),
    };
}
