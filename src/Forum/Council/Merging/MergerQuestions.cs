using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Merging;

/// <summary>Which supporters of joined proposals have no account and are to be asked still, and who may write their answers down.</summary>
public sealed class MergerQuestions(ForumDb db, Desk desk, SpokenDesk spoken)
{
    /// <summary>What was joined, and how and where the caller writes answers down.</summary>
    public sealed record Opened(ProposalMerger Merger, Proposal From, Proposal Into, string Path, Byline By);

    /// <summary>A question that waits: to whom, about what, within which place they spoke.</summary>
    public sealed class Question
    {
        public required ProposalMergerId Merger { get; init; }
        public required PersonId Person { get; init; }
        public required string Name { get; init; }
        public required string From { get; init; }
        public required string Into { get; init; }
        public required string Path { get; init; }
        public required DateTimeOffset? Since { get; init; }
    }

    /// <summary>Every question that waits, of proposals that are shown, as long as the one that stays is open.</summary>
    public IQueryable<Question> OpenOnes() => db.ProposalMergers.AsNoTracking().Where(m => m.Agreed == true)
        .Join(db.Proposals.IgnoreAutoIncludes().Shown(), m => m.From, p => p.Id, (m, from) => new { Merger = m, From = from })
        .Join(db.Proposals.IgnoreAutoIncludes().Shown().Where(p => p.Ending == null && p.Station < MatterStation.Voted), m => m.Merger.Into, p => p.Id, (m, into) => new { m.Merger, m.From, Into = into })
        .Join(db.Places, m => m.From.PlaceId, p => p.Id, (m, place) => new { m.Merger, m.From, m.Into, place.Path })
        .Join(db.SpokenEndorsements, m => m.Merger.From, e => e.ProposalId, (m, e) => new { m.Merger, m.From, m.Into, m.Path, e.PersonId, e.Name })
        .Where(m => !db.SpokenMergerReplies.Any(r => r.MergerId == m.Merger.Id && r.PersonId == m.PersonId) && !db.Accounts.Any(a => a.PersonId == m.PersonId))
        .Select(m => new Question { Merger = m.Merger.Id, Person = m.PersonId, Name = m.Name, From = m.From.Title, Into = m.Into.Title, Path = m.Path, Since = m.Merger.AnsweredAt });

    /// <summary>For whoever may write down where the proposal that went was, since there its supporters spoke; refused to whoever has an interest in either proposal.</summary>
    public async Task<Outcome<Opened>> OpenAsync(ProposalMergerId id, CancellationToken stop)
    {
        if (await db.ProposalMergers.SingleOrDefaultAsync(m => m.Id == id && m.Agreed == true, stop) is not { } merger) return Refusal.NotFound;
        if (await ProposalVisibility.PlaceAsync(db, desk.Caller, merger.Into, stop) is null) return Refusal.NotFound;
        var from = await spoken.OpenAsync(merger.From, stop);
        if (!from.Ok) return Outcome<Opened>.Refused(from.Refusals);
        if (await db.RecusedFromAsync(merger.Into, desk.Caller, stop) is { } recused) return recused;
        return new Opened(merger, from.Value.Proposal, await db.Proposals.SingleAsync(p => p.Id == merger.Into, stop), from.Value.Path, from.Value.By);
    }
}
