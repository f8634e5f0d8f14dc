using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>A comment at its own address, with the thread it is in: the head and a page of answers, that which holds it or that asked for.</summary>
/// <param name="After">Only answers numbered above.</param>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetThread(CommentId Comment, ProposalId? Proposal = null, int? After = null, int Take = 50) : IQuery<ThreadView>;

/// <param name="Head">The head of the thread, with this page of its answers.</param>
/// <param name="Asked">The comment that the address names.</param>
/// <param name="Older">Older words of it that can still be read, newest first.</param>
/// <param name="Before">Where the page before begins, if there is one.</param>
/// <param name="Next">Where the next page begins, if there is one.</param>
public sealed record ThreadView(
    ProposalId ProposalId, string ProposalTitle, CommentView Head, CommentView Asked, IReadOnlyList<OlderWords> Older, int? Before, int? Next, ThreadActions May, long TopicVersion)
{
    /// <summary>Whether the discussion is over.</summary>
    public bool Over { get; init; }
}

/// <param name="Withdraw">Whether the words are the caller's own, who may take them back.</param>
/// <param name="WriteDown">Whether the caller may write an answer down for somebody.</param>
public sealed record ThreadActions(bool Comment, bool Edit, bool Withdraw, bool EditLeavesOnlyANote, bool WriteDown)
{
    /// <summary>Whether the caller may take the words back with a reason, since they were written down for somebody, by the caller or in their place of service.</summary>
    public bool WithdrawFor { get; init; }
}

public sealed class GetThreadHandler(ForumDb db, Desk desk, Spoken.Pens pens, TimeProvider time) : IRequestHandler<GetThread, Outcome<ThreadView>>
{
    public async Task<Outcome<ThreadView>> Handle(GetThread request, CancellationToken stop)
    {
        if (await db.Comments.Where(c => c.Id == request.Comment && (request.Proposal == null || c.ProposalId == request.Proposal)).Select(c => (ProposalId?)c.ProposalId).SingleOrDefaultAsync(stop) is not { } about) return Refusal.NotFound;
        var version = await db.VersionAsync($"proposals/{about}", stop);
        var asked = await db.Comments.AsNoTracking().SingleAsync(c => c.Id == request.Comment, stop);
        var proposal = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == asked.ProposalId).VisibleTo(desk.Caller, db)
            .Join(db.Places, p => p.PlaceId, p => p.Id, (p, place) => new { p.Title, place.Path }).SingleOrDefaultAsync(stop);
        if (proposal is null) return Refusal.NotFound;

        var head = asked.ReplyTo is { } id ? await db.Comments.AsNoTracking().SingleAsync(c => c.Id == id, stop) : asked;
        var take = Math.Clamp(request.Take, 1, 100);
        var after = Math.Max(0, request.After ?? (asked.Nth - 1) / take * take);
        var answers = await db.Comments.AsNoTracking().Where(c => c.ReplyTo == head.Id && c.Nth > after).OrderBy(c => c.Nth).Take(take).ToListAsync(stop);
        List<OlderWords> older = [];
        if (asked is { IsShown: true, OlderVersions: > 0 })
            older = await db.CommentVersions.AsNoTracking().Where(v => v.CommentId == asked.Id && v.Readable).OrderByDescending(v => v.Number).Select(v => new OlderWords(v.Number, v.Body.Source, v.Body.Html, v.At, v.Agreed)).ToListAsync(stop);

        var (may, serves) = (desk.Caller.May(Right.TakePart, proposal.Path), Spoken.SpokenDesk.MayServe(desk.Caller, proposal.Path));
        var pen = asked.IsPen(desk.Caller.AccountId, desk.Caller.PersonId);
        var recused = (serves || pen) && await db.RecusedFromAsync(asked.ProposalId, desk.Caller, stop) is not null;
        serves = serves && !recused;
        var talked = await db.IsTalkedOfAsync(asked.ProposalId, stop);
        var (takesPart, own) = (may && talked, asked.IsShown && asked.By.AccountId == desk.Caller.AccountId);
        var edits = own && talked && await pens.BarsAsync(pen, asked.ProposalId, proposal.Path, stop) is null;
        return new ThreadView(
            asked.ProposalId, proposal.Title, CommentView.Of(head, [.. answers.Select(a => CommentView.Of(a))]), CommentView.Of(asked), older,
            after > 0 ? Math.Max(0, after - take) : null, after + answers.Count < head.Answers && answers.Count > 0 ? after + answers.Count : null,
            new(takesPart, edits, asked.IsShown && !pen && asked.IsOf(desk.Caller.AccountId, desk.Caller.PersonId), asked.LeavesOnlyANote(time.GetUtcNow()), serves && talked) { WithdrawFor = !recused && Spoken.GetWithdrawalHandler.Serves(asked, desk.Caller, proposal.Path) },
            version) { Over = !talked };
    }
}
