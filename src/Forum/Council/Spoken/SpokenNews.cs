using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Spoken;

/// <summary>Whoever has an account is told what was written down in their name; of an answer to such words, a change of them, or a comment on such a proposal, whoever spoke them, by their account or at the door.</summary>
public sealed class SpokenNews(ForumDb db) : INewsmaker
{
    // Of a crowd of answers most are to the same.
    private readonly Dictionary<CommentId, PersonId?> _answered = [];

    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        ProposalWrittenDown e => await TellAsync("news.proposal-written-down", e.Proposal, "", e.Person, false, stop),
        CommentWrittenDown e => await TellAsync("news.comment-written-down", e.Proposal, $"/comments/{e.Comment}#c-{e.Comment}", e.Person, false, stop),
        EndorsementWrittenDown e => await TellAsync("news.endorsement-written-down", e.Proposal, "", e.Person, false, stop),
        EndorsementTakenBack e => await TellAsync("news.endorsement-taken-back", e.Proposal, "/endorsements", e.Person, true, stop),
        CommentEdited e when await SpeakerAsync(e.Comment, stop) is { } speaker => await TellAsync("news.spoken-edited", e.Proposal, $"/comments/{e.Comment}#older", speaker, true, stop),
        // Whoever answers themselves through the same pen was there.
        CommentAdded { ReplyTo: { } answered } e when await SpeakerAsync(answered, stop) is { } speaker && !await db.Comments.AnyAsync(c => c.Id == e.Comment && c.From!.PersonId == speaker, stop) => await TellAsync("news.spoken-answered", e.Proposal, $"/comments/{e.Comment}#c-{e.Comment}", speaker, true, stop),
        _ => null,
    };

    private async Task<PersonId?> SpeakerAsync(CommentId comment, CancellationToken stop) =>
        _answered.TryGetValue(comment, out var known) ? known : _answered[comment] = await db.Comments.Where(c => c.Id == comment && c.From != null && c.Withdrawn == null).Select(c => (PersonId?)c.From!.PersonId).SingleOrDefaultAsync(stop);

    private async Task<News?> TellAsync(string text, ProposalId proposal, string where, PersonId speaker, bool passOn, CancellationToken stop)
    {
        if (await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.Title).SingleOrDefaultAsync(stop) is not { } title) return null;
        var accounts = (await db.AccountsOfAsync([speaker], stop)).Values;
        return new(text, new Dictionary<string, string> { ["title"] = title }, $"/proposals/{proposal}{where}", accounts) { PassOn = passOn && accounts.Count == 0 ? [speaker] : [] };
    }
}
