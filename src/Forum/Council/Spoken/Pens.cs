using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;

namespace Forum.Council.Spoken;

/// <summary>
/// Who may go on with words that are there: their author, who takes part in the place; of words that were written down for
/// somebody also the pen, as long as it may write down there and has no interest in the matter.
/// </summary>
public sealed class Pens(ForumDb db, Desk desk, SpokenDesk spoken)
{
    /// <summary>Whether somebody may write texts that count there. Asked when they are to write along, when they join, and whenever they write.</summary>
    public static bool MayWrite(Caller who, string path) => who.May(Right.TakePart, path);

    /// <summary>Why the caller may not do an author's acts with a proposal just now, apart from whether it is theirs; nothing where they may.</summary>
    public async Task<Refusal?> BarsAsync(Proposal proposal, CancellationToken stop) =>
        await BarsAsync(proposal.IsPen(desk.Caller.AccountId, desk.Caller.PersonId), proposal.Id, await db.PathAsync(proposal.PlaceId, stop), stop);

    /// <summary>The same where only the pen is asked: whoever writes a text themselves is not.</summary>
    public async Task<Refusal?> BarsPenAsync(WrittenTogether text, CancellationToken stop) =>
        text is Proposal proposal && proposal.IsPen(desk.Caller.AccountId, desk.Caller.PersonId) ? await BarsAsync(proposal, stop) : null;

    /// <summary>The same of a comment.</summary>
    public async Task<Refusal?> BarsAsync(Comment comment, CancellationToken stop) =>
        await BarsAsync(comment.IsPen(desk.Caller.AccountId, desk.Caller.PersonId), comment.ProposalId, (await ProposalVisibility.PlaceAsync(db, desk.Caller, comment.ProposalId, stop))!.Path, stop);

    public async Task<Refusal?> BarsAsync(bool pen, ProposalId about, string path, CancellationToken stop) =>
        !pen ? (MayWrite(desk.Caller, path) ? null : Refusal.Forbidden) : spoken.Sign(path) is null ? Refusal.Forbidden : await db.RecusedFromAsync(about, desk.Caller, stop);
}
