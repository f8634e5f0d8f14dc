using Forum.Accounts;
using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Authors;

/// <summary>A co-author as those who write the text see them.</summary>
public sealed record CoAuthorView(AccountId Account, string Name, Role? As, string Of, DateTimeOffset InvitedAt, DateTimeOffset? JoinedAt);

/// <summary>Who writes a text. The invited are shown to those who write it and to themselves only.</summary>
[Anyone("narrowed by the visibility of the text")]
public sealed record GetCoAuthors(WrittenText Text) : IQuery<CoAuthorList>;

/// <param name="Title">The text's title.</param>
/// <param name="Mine">Whether the caller is its author.</param>
/// <param name="Waiting">Whether an invitation waits for the caller.</param>
/// <param name="TookPart">Whom the author may invite from among those who took part.</param>
/// <param name="MayAsk">Whether the caller may ask others still: not once the text stands.</param>
public sealed record CoAuthorList(string Title, AccountId Author, string AuthorName, bool Mine, bool Writes, bool Waiting, IReadOnlyList<CoAuthorView> Items, IReadOnlyList<Byline> TookPart, bool MayAsk);

public sealed class GetCoAuthorsHandler(ForumDb db, Desk desk) : IRequestHandler<GetCoAuthors, Outcome<CoAuthorList>>
{
    public async Task<Outcome<CoAuthorList>> Handle(GetCoAuthors request, CancellationToken stop)
    {
        if (await request.Text.FindAsync(db, desk.Caller, stop) is not { } text) return Refusal.NotFound;
        var me = desk.Caller.AccountId;
        var (title, author, name) = text switch
        {
            ProposalDraft draft => (draft.Title, draft.AuthorId, (await db.NamesOfAsync([draft.AuthorId], stop))[draft.AuthorId]),
            Proposal p => (p.Title, p.Author.AccountId, p.From?.Name ?? p.Author.Name),
            _ => throw new InvalidOperationException(),
        };
        var (mine, writes) = (text.IsLedBy(me, desk.Caller.PersonId), text.IsWrittenBy(me, desk.Caller.PersonId));
        var waiting = text.CoAuthors.Any(c => c.AccountId == me && c.Holds && !c.Writes);
        var all = text.CoAuthors.Views().Where(c => writes || c.JoinedAt is not null || c.Account == me).ToList();
        return new CoAuthorList(title, author, name, mine, writes, waiting, all, mine && request.Text.Proposal is { } proposal ? await TookPartAsync(proposal, author, text, stop) : [], mine && text is not Proposal { IsChanging: false });
    }

    private async Task<IReadOnlyList<Byline>> TookPartAsync(ProposalId id, AccountId author, WrittenTogether text, CancellationToken stop)
    {
        var endorsed = await db.Endorsements.AsNoTracking().Where(e => e.ProposalId == id).OrderBy(e => e.At).Select(e => e.By).Take(200).ToListAsync(stop);
        var said = await db.Comments.AsNoTracking().Where(c => c.ProposalId == id && c.Hidden == null).OrderByDescending(c => c.Seq).Select(c => c.By).Take(200).ToListAsync(stop);
        return [.. endorsed.Concat(said).DistinctBy(b => b.AccountId).Where(b => b.AccountId != author && !text.CoAuthors.Any(c => c.Holds && c.AccountId == b.AccountId))];
    }
}

public static class CoAuthorLines
{
    /// <summary>The lines that hold, in the order of joining, the invited last.</summary>
    public static IReadOnlyList<CoAuthorView> Views(this IEnumerable<CoAuthor> lines) =>
        [.. lines.Where(c => c.Holds).OrderBy(c => c.JoinedAt ?? DateTimeOffset.MaxValue).ThenBy(c => c.InvitedAt).Select(c => new CoAuthorView(c.AccountId, c.Name, c.As, c.Of, c.InvitedAt, c.JoinedAt))];

    /// <summary>The lines of a proposal that hold, in the order of joining; the invited have not joined.</summary>
    public static Task<List<CoAuthor>> CoAuthorLinesAsync(this ForumDb db, ProposalId id, CancellationToken stop) =>
        db.CoAuthors.AsNoTracking().Where(c => EF.Property<ProposalId?>(c, "ProposalId") == id && c.EndedAt == null).OrderBy(c => c.JoinedAt).ToListAsync(stop);

    /// <summary>How the co-authors of a proposal sign.</summary>
    public static async Task<IReadOnlyList<Byline>> CoAuthorsOfAsync(this ForumDb db, ProposalId id, CancellationToken stop) => [.. (await db.CoAuthorLinesAsync(id, stop)).Signed()];

    /// <summary>How those of the lines sign who joined.</summary>
    public static IEnumerable<Byline> Signed(this IEnumerable<CoAuthor> lines) => lines.Where(c => c.Writes).Select(c => c.By!);
}
