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
    /// <summary>What was joined, and how the caller writes down what the supporters of each part say.</summary>
    public sealed record Opened(ProposalMerger Merger, Proposal From, Proposal Into, IReadOnlyList<Way> Ways);

    /// <summary>Of a part that was endorsed: where, and as whom the caller writes there.</summary>
    public sealed record Way(ProposalId Endorsed, string Path, Byline By);

    /// <summary>A question that waits: to whom, about what, within which place they spoke.</summary>
    public sealed class Question
    {
        public required ProposalMergerId Merger { get; init; }
        public required PersonId Person { get; init; }
        public required ProposalId Endorsed { get; init; }
        public required string Name { get; init; }
        public required string From { get; init; }
        public required string Into { get; init; }
        public required string Path { get; init; }
        public required DateTimeOffset? Since { get; init; }
    }

    /// <summary>Every question that waits, of proposals that are shown, as long as the one that stays is open.</summary>
    public IQueryable<Question> OpenOnes() => db.SpokenMergerAsks.AsNoTracking()
        .Join(db.ProposalMergers.Where(m => m.Agreed == true && db.Proposals.IgnoreAutoIncludes().Shown().Any(p => p.Id == m.From)), a => a.MergerId, m => m.Id, (a, m) => new { a.PersonId, a.Endorsed, Merger = m })
        .Join(db.Proposals.IgnoreAutoIncludes().Shown(), a => a.Endorsed, p => p.Id, (a, part) => new { a.PersonId, a.Merger, Part = part })
        .Join(db.Proposals.IgnoreAutoIncludes().Shown().Where(p => p.Ending == null && p.Station < MatterStation.Voted), a => a.Merger.Into, p => p.Id, (a, into) => new { a.PersonId, a.Merger, a.Part, Into = into })
        .Join(db.Places, a => a.Part.PlaceId, p => p.Id, (a, place) => new { a.PersonId, a.Merger, a.Part, a.Into, place.Path })
        .Join(db.SpokenEndorsements, a => new { Of = a.Part.Id, a.PersonId }, e => new { Of = e.ProposalId, e.PersonId }, (a, e) => new { a.PersonId, a.Merger, a.Part, a.Into, a.Path, e.Name })
        .Where(a => !db.SpokenMergerReplies.Any(r => r.MergerId == a.Merger.Id && r.PersonId == a.PersonId) && !db.Accounts.Any(x => x.PersonId == a.PersonId))
        .Select(a => new Question { Merger = a.Merger.Id, Person = a.PersonId, Endorsed = a.Part.Id, Name = a.Name, From = a.Part.Title, Into = a.Into.Title, Path = a.Path, Since = a.Merger.AnsweredAt });

    /// <summary>For whoever may write down where one of the parts was, since there its supporters spoke; refused to whoever has an interest in any of them.</summary>
    public async Task<Outcome<Opened>> OpenAsync(ProposalMergerId id, CancellationToken stop)
    {
        if (await db.ProposalMergers.SingleOrDefaultAsync(m => m.Id == id && m.Agreed == true, stop) is not { } merger) return Refusal.NotFound;
        if (await ProposalVisibility.PlaceAsync(db, desk.Caller, merger.Into, stop) is null || await ProposalVisibility.PlaceAsync(db, desk.Caller, merger.From, stop) is null) return Refusal.NotFound;
        // An interest in a part is one in what it went into.
        if (await db.RecusedFromAsync(merger.Into, desk.Caller, stop) is { } recused) return recused;
        List<Way> ways = [];
        foreach (var part in (await db.SpokenMergerAsks.Where(a => a.MergerId == id).Select(a => a.Endorsed).Distinct().ToListAsync(stop)).Union([merger.From]))
            if (await spoken.OpenAsync(part, stop) is { Ok: true, Value: var opened }) ways.Add(new(part, opened.Path, opened.By));
        if (ways.Count == 0) return Refusal.Forbidden;
        var both = await db.Proposals.Where(p => p.Id == merger.From || p.Id == merger.Into).ToDictionaryAsync(p => p.Id, stop);
        return new Opened(merger, both[merger.From], both[merger.Into], ways);
    }

    /// <summary>Those whose answer the caller may write down still.</summary>
    public async Task<IReadOnlyList<SpokenDesk.Reached>> ToAskAsync(Opened opened, CancellationToken stop)
    {
        var asked = await OpenOnes().Where(q => q.Merger == opened.Merger.Id).Select(q => new { q.Person, q.Endorsed }).ToListAsync(stop);
        List<SpokenDesk.Reached> all = [];
        foreach (var way in opened.Ways) all.AddRange(await spoken.AmongAsync(way.Path, [.. asked.Where(a => a.Endorsed == way.Endorsed).Select(a => a.Person)], stop));
        return all;
    }
}
