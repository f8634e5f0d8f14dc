using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Merging;

/// <summary>The proposals that were, or are to be, joined to this one, what the caller is asked, and where its author offered to join it.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetMergers(ProposalId Into) : IQuery<MergersView>;

/// <param name="Offered">The offer that this proposal's author made and nobody has answered; to nobody else.</param>
public sealed record MergersView(IReadOnlyList<MergerView> Items, OfferedView? Offered);

/// <summary>An offer as whoever made it sees it; it can be taken back.</summary>
public sealed record OfferedView(ProposalMergerId Id, ProposalId Into, string Number, string Title, string Reason, DateTimeOffset At);

/// <param name="Asked">How many are asked: who endorsed the one that went, and who was asked about it and had not answered.</param>
/// <param name="Support">How many of them said that they support the other too.</param>
/// <param name="Decline">How many said no.</param>
/// <param name="MayAnswer">Whether the caller, as author of the one that stays, is asked.</param>
/// <param name="MayReply">Whether the caller, as a supporter of what went, is asked.</param>
public sealed record MergerView(ProposalMergerId Id, ProposalId From, string Number, string Title, string By, string Reason, DateTimeOffset At, bool? Agreed, int Asked, int Support, int Decline, bool MayAnswer, bool MayReply)
{
    /// <summary>How many have not answered.</summary>
    public int Open => Math.Max(0, Asked - Support - Decline);

    /// <summary>For whom <see cref="By"/> offered it, where that only held the pen.</summary>
    public SpokenBy? SpokenBy { get; init; }

    /// <summary>Where those who had not answered are asked instead, since the one that stayed went on into another.</summary>
    public MovedOn? Moved { get; init; }

    /// <summary>For how many supporters without an account the caller may write an answer down.</summary>
    public int MayWriteDown { get; init; }
}

/// <param name="Mine">Whether the caller is asked there.</param>
public sealed record MovedOn(ProposalId Into, string Title, bool Mine);

public sealed class GetMergersHandler(ForumDb db, Desk desk, Pens pens, MergerQuestions questions, MergerSupporters supporters) : IRequestHandler<GetMergers, Outcome<MergersView>>
{
    public async Task<Outcome<MergersView>> Handle(GetMergers request, CancellationToken stop)
    {
        if (await db.Proposals.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db).SingleOrDefaultAsync(p => p.Id == request.Into, stop) is not { } into) return Refusal.NotFound;
        var (me, person) = (desk.Caller.AccountId, desk.Caller.PersonId);
        var rows = await db.ProposalMergers.AsNoTracking().Where(m => m.Into == request.Into && m.Agreed != false && m.Ending == null).OrderBy(m => m.At)
            .Join(db.Proposals.IgnoreAutoIncludes().Shown(), m => m.From, p => p.Id, (m, p) => new
            {
                m.Id, m.From, p.Number, p.Title, m.By.Name, Pen = m.By.AccountId, p.Author, Speaker = p.From, m.Reason, m.At, m.Agreed, m.Asked,
                Support = db.MergerReplies.Count(r => r.MergerId == m.Id && r.Supports) + db.SpokenMergerReplies.Count(r => r.MergerId == m.Id && r.Supports),
                Decline = db.MergerReplies.Count(r => r.MergerId == m.Id && !r.Supports) + db.SpokenMergerReplies.Count(r => r.MergerId == m.Id && !r.Supports),
                Supported = me != null && (db.MergerAsks.Any(a => a.MergerId == m.Id && a.AccountId == me) || db.SpokenMergerAsks.Any(a => a.MergerId == m.Id && a.PersonId == person))
                    && !db.MergerReplies.Any(r => r.MergerId == m.Id && r.AccountId == me) && !db.SpokenMergerReplies.Any(r => r.MergerId == m.Id && r.PersonId == person),
            }).ToListAsync(stop);
        List<MergerView> all = [];
        var leads = into.IsLedBy(me, person);
        var answers = leads && await pens.BarsAsync(into, stop) is null;
        var moved = into.Ending is { Kind: EndingKind.Merged } && rows.Count > 0 ? await MovedAsync(into.Id, stop) : null;
        // Before the answer it is between the two authors.
        foreach (var r in rows.Where(r => r.Agreed is true || leads))
            all.Add(new(r.Id, r.From, r.Number, r.Title, r.Name, r.Reason, r.At, r.Agreed, r.Asked, r.Support, r.Decline, r.Agreed is null && into.IsOpen && answers, r.Agreed is true && r.Supported && into.IsOpen) { MayWriteDown = await ToAskAsync(r.Id, into, stop), SpokenBy = r.Pen == r.Author.AccountId ? SpokenBy.From(r.Speaker) : null, Moved = moved is null ? null : moved with { Mine = moved.Mine && r.Supported } });
        return new MergersView(all, answers ? await OfferedAsync(into.Id, stop) : null);
    }

    private Task<OfferedView?> OfferedAsync(ProposalId from, CancellationToken stop) => db.ProposalMergers.AsNoTracking().Where(m => m.From == from && m.Agreed == null && m.Ending == null)
        .Join(db.Proposals.IgnoreAutoIncludes().Shown(), m => m.Into, p => p.Id, (m, p) => new OfferedView(m.Id, p.Id, p.Number, p.Title, m.Reason, m.At)).SingleOrDefaultAsync(stop);

    private async Task<int> ToAskAsync(ProposalMergerId id, Proposal into, CancellationToken stop)
    {
        if (!into.IsOpen || !desk.Caller.Has(Right.HandlePapers) || await questions.OpenAsync(id, stop) is not { Ok: true, Value: var opened }) return 0;
        return (await questions.ToAskAsync(opened, stop)).Count;
    }

    private async Task<MovedOn?> MovedAsync(ProposalId into, CancellationToken stop)
    {
        if (await supporters.OnAsync(into, stop) is not { } on || await db.Proposals.AsNoTracking().VisibleTo(desk.Caller, db).SingleOrDefaultAsync(p => p.Id == on.Into, stop) is not { } other) return null;
        var mine = other.IsOpen && desk.Caller.AccountId is { } me && await db.IsAskedAsync(on.Id, me, desk.Caller.PersonId, stop)
            && !await db.MergerReplies.AnyAsync(r => r.MergerId == on.Id && r.AccountId == me, stop) && !await db.SpokenMergerReplies.AnyAsync(r => r.MergerId == on.Id && r.PersonId == desk.Caller.PersonId, stop);
        return new MovedOn(other.Id, other.Title, mine);
    }
}
