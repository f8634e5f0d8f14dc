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

/// <summary>The proposals that were, or are to be, joined to this one, and what the caller is asked.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetMergers(ProposalId Into) : IQuery<MergersView>;

public sealed record MergersView(IReadOnlyList<MergerView> Items);

/// <param name="Asked">How many endorsed the one that went.</param>
/// <param name="Support">How many of them said that they support the other too.</param>
/// <param name="Decline">How many said no.</param>
/// <param name="MayAnswer">Whether the caller, as author of the one that stays, is asked.</param>
/// <param name="MayReply">Whether the caller, as a supporter of the one that went, is asked.</param>
public sealed record MergerView(ProposalMergerId Id, ProposalId From, string Number, string Title, string By, string Reason, DateTimeOffset At, bool? Agreed, int Asked, int Support, int Decline, bool MayAnswer, bool MayReply)
{
    /// <summary>How many have not answered.</summary>
    public int Open => Math.Max(0, Asked - Support - Decline);

    /// <summary>For how many supporters without an account the caller may write an answer down.</summary>
    public int MayWriteDown { get; init; }
}

public sealed class GetMergersHandler(ForumDb db, Desk desk, MergerQuestions questions, SpokenDesk spoken) : IRequestHandler<GetMergers, Outcome<MergersView>>
{
    public async Task<Outcome<MergersView>> Handle(GetMergers request, CancellationToken stop)
    {
        if (await db.Proposals.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db).SingleOrDefaultAsync(p => p.Id == request.Into, stop) is not { } into) return Refusal.NotFound;
        var (me, person) = (desk.Caller.AccountId, desk.Caller.PersonId);
        var rows = await db.ProposalMergers.AsNoTracking().Where(m => m.Into == request.Into && m.Agreed != false).OrderBy(m => m.At)
            .Join(db.Proposals.IgnoreAutoIncludes().Shown(), m => m.From, p => p.Id, (m, p) => new
            {
                m.Id, m.From, p.Number, p.Title, m.By.Name, m.Reason, m.At, m.Agreed, m.Asked,
                Support = db.MergerReplies.Count(r => r.MergerId == m.Id && r.Supports) + db.SpokenMergerReplies.Count(r => r.MergerId == m.Id && r.Supports),
                Decline = db.MergerReplies.Count(r => r.MergerId == m.Id && !r.Supports) + db.SpokenMergerReplies.Count(r => r.MergerId == m.Id && !r.Supports),
                Supported = me != null && (db.Endorsements.Any(e => e.ProposalId == m.From && e.AccountId == me) || db.SpokenEndorsements.Any(e => e.ProposalId == m.From && e.PersonId == person))
                    && !db.MergerReplies.Any(r => r.MergerId == m.Id && r.AccountId == me) && !db.SpokenMergerReplies.Any(r => r.MergerId == m.Id && r.PersonId == person),
            }).ToListAsync(stop);
        List<MergerView> all = [];
        // Before the answer it is between the two authors.
        foreach (var r in rows.Where(r => r.Agreed is true || me == into.Author.AccountId))
            all.Add(new(r.Id, r.From, r.Number, r.Title, r.Name, r.Reason, r.At, r.Agreed, r.Asked, r.Support, r.Decline, r.Agreed is null && into.IsOpen, r.Agreed is true && r.Supported && into.IsOpen) { MayWriteDown = await ToAskAsync(r.Id, into, stop) });
        return new MergersView(all);
    }

    private async Task<int> ToAskAsync(ProposalMergerId id, Proposal into, CancellationToken stop)
    {
        if (!into.IsOpen || !desk.Caller.Has(Right.HandlePapers) || await questions.OpenAsync(id, stop) is not { Ok: true, Value: var opened }) return 0;
        return (await spoken.AmongAsync(opened.Path, await questions.OpenOnes().Where(q => q.Merger == id).Select(q => q.Person).ToListAsync(stop), stop)).Count;
    }
}
