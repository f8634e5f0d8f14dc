using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Evaluations;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>What a text is called in a line about it, and where it stands. It holds no word of the text itself.</summary>
/// <param name="Seq">Its number within its matter, of a dispute that of the summary; nothing for a proposal or a concern, nor for a remark, whose place would tell when it came.</param>
/// <param name="Title">What its matter is called; nothing as long as that is hidden.</param>
/// <param name="Number">The number of its matter.</param>
/// <param name="Matter">The topic of its matter.</param>
public sealed record TextName(TextKind Kind, Guid Id, int? Seq, string? Title, string Number, string Matter, string Place)
{
    public TextRef Text => new(Kind, Id);

    /// <summary>The page on which it stands.</summary>
    public string Href => Kind switch
    {
        TextKind.Comment => $"/{Matter}/comments/{Id}#c-{Id}", TextKind.Contribution => $"/{Matter}?cursor={Seq + 1}#n-{Seq}",
        TextKind.Amendment => $"/{Text}", TextKind.Summary => $"/{Matter}/summary#s-{Seq}", TextKind.Dispute => $"/{Matter}/summary#d-{Id}", TextKind.Objection => $"/{Matter}/notice#o-{Id}", TextKind.Remark => $"/{Matter}#r-{Id}", _ => $"/{Matter}",
    };

    /// <summary>Why it is hidden, and how to appeal.</summary>
    public string HidingHref => $"/{Text}/hiding";

    public string Say(TextBook texts) => texts[$"moderation.{Text.Word}{(Title is null ? "-hidden" : "")}", ("seq", Seq), ("title", Title), ("number", Number)];
}

/// <summary>Names many texts at once.</summary>
public static class TextNames
{
    private sealed record About(string? Title, string Number, string Place);

    public static async Task<TextName> NameAsync(this ForumDb db, TextRef text, CancellationToken stop) => (await db.NamesAsync([text], stop))[text];

    public static async Task<Dictionary<TextRef, TextName>> NamesAsync(this ForumDb db, IReadOnlyCollection<TextRef> texts, CancellationToken stop)
    {
        List<TId> Ids<TId>(TextKind kind) where TId : struct, IId<TId> => [.. texts.Where(t => t.Kind == kind).Select(t => TId.From(t.Id)).Distinct()];
        List<TextName> all = [.. await db.OfProposalsAsync(Ids<CommentId>(TextKind.Comment), Ids<AmendmentId>(TextKind.Amendment), Ids<SummaryId>(TextKind.Summary), Ids<DisputeId>(TextKind.Dispute), Ids<ProposalId>(TextKind.Proposal), stop)];
        if (Ids<ContributionId>(TextKind.Contribution) is { Count: > 0 } contributions)
            all.AddRange((await (from c in db.Contributions.AsNoTracking().IgnoreAutoIncludes() where contributions.Contains(c.Id)
                join call in db.Calls.IgnoreAutoIncludes() on c.CallId equals call.Id join place in db.Places on call.PlaceId equals place.Id
                select new { c.Id, Seq = c.Number, call.Title, call.Number, Matter = call.Id, place.Name }).ToListAsync(stop))
                .Select(r => new TextName(TextKind.Contribution, r.Id.Value, r.Seq, r.Title, r.Number, $"calls/{r.Matter}", r.Name)));
        if (Ids<ObjectionId>(TextKind.Objection) is { Count: > 0 } objections)
            all.AddRange((await (from o in db.Objections.AsNoTracking() where objections.Contains(o.Id)
                join poll in db.Polls.IgnoreAutoIncludes() on o.PollId equals poll.Id join place in db.Places on poll.PlaceId equals place.Id
                select new { o.Id, o.Order, poll.Question, poll.Number, o.PollId, place.Name }).ToListAsync(stop))
                .Select(r => new TextName(TextKind.Objection, r.Id.Value, r.Order, r.Question, r.Number, $"polls/{r.PollId}", r.Name)));
        if (Ids<ConcernId>(TextKind.Concern) is { Count: > 0 } concerns)
            all.AddRange((await (from c in db.Concerns.AsNoTracking().IgnoreAutoIncludes() where concerns.Contains(c.Id) join place in db.Places on c.PlaceId equals place.Id
                select new { c.Id, Title = c.Hidden == null ? c.Title : null, c.Number, place.Name }).ToListAsync(stop))
                .Select(r => new TextName(TextKind.Concern, r.Id.Value, null, r.Title, r.Number, $"concerns/{r.Id}", r.Name)));
        if (Ids<RemarkId>(TextKind.Remark) is { Count: > 0 } remarks) all.AddRange(await Remarks.NamesAsync(db, remarks, stop));
        return all.ToDictionary(n => n.Text);
    }

    private static async Task<IEnumerable<TextName>> OfProposalsAsync(this ForumDb db, List<CommentId> comments, List<AmendmentId> amendments, List<SummaryId> summaries, List<DisputeId> disputes, List<ProposalId> proposals, CancellationToken stop)
    {
        List<(TextRef Text, int? Seq, ProposalId Of)> said = [.. proposals.Select(p => ((TextRef)p, (int?)null, p))];
        if (comments.Count > 0) said.AddRange((await db.Comments.AsNoTracking().Where(c => comments.Contains(c.Id)).Select(c => new { c.Id, c.Seq, c.ProposalId }).ToListAsync(stop)).Select(c => ((TextRef)c.Id, (int?)c.Seq, c.ProposalId)));
        if (amendments.Count > 0) said.AddRange((await db.Amendments.AsNoTracking().IgnoreAutoIncludes().Where(a => amendments.Contains(a.Id)).Select(a => new { a.Id, a.Number, a.ProposalId }).ToListAsync(stop)).Select(a => ((TextRef)a.Id, (int?)a.Number, a.ProposalId)));
        if (summaries.Count > 0) said.AddRange((await db.Summaries.AsNoTracking().Where(s => summaries.Contains(s.Id)).Select(s => new { s.Id, s.Number, s.ProposalId }).ToListAsync(stop)).Select(s => ((TextRef)s.Id, (int?)s.Number, s.ProposalId)));
        if (disputes.Count > 0) said.AddRange((await db.SummaryDisputes.AsNoTracking().Where(d => disputes.Contains(d.Id)).Select(d => new { d.Id, d.SummaryNumber, d.ProposalId }).ToListAsync(stop)).Select(d => ((TextRef)d.Id, (int?)d.SummaryNumber, d.ProposalId)));
        var ids = said.Select(s => s.Of).Distinct().ToList();
        var about = ids.Count == 0 ? [] : await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => ids.Contains(p.Id))
            .Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new { p.Id, About = new About(p.Hidden == null ? p.Title : null, p.Number, place.Name) }).ToDictionaryAsync(p => p.Id, p => p.About, stop);
        return said.Select(s => new TextName(s.Text.Kind, s.Text.Id, s.Seq, about[s.Of].Title, about[s.Of].Number, $"proposals/{s.Of}", about[s.Of].Place));
    }
}
