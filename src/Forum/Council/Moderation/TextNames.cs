using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>What a text is called in a line about it, and where it stands. It holds no word of the text itself.</summary>
/// <param name="Seq">Its number within its matter; nothing for a proposal.</param>
/// <param name="Title">What its matter is called; nothing as long as that is hidden.</param>
/// <param name="Number">The number of its matter.</param>
/// <param name="Matter">The topic of its matter.</param>
public sealed record TextName(TextKind Kind, Guid Id, int? Seq, string? Title, string Number, string Matter, string Place)
{
    public TextRef Text => new(Kind, Id);

    /// <summary>The page on which it stands.</summary>
    public string Href => Kind switch { TextKind.Comment => $"/{Matter}/comments/{Id}#c-{Id}", TextKind.Contribution => $"/{Matter}?cursor={Seq + 1}#n-{Seq}", _ => $"/{Matter}" };

    /// <summary>Why it is hidden, and how to appeal.</summary>
    public string HidingHref => $"/{Text}/hiding";

    public string Say(TextBook texts) => texts[$"moderation.{Text.Word}{(Title is null ? "-hidden" : "")}", ("seq", Seq), ("title", Title), ("number", Number)];
}

/// <summary>Names many texts at once.</summary>
public static class TextNames
{
    public static async Task<TextName> NameAsync(this ForumDb db, TextRef text, CancellationToken stop) => (await db.NamesAsync([text], stop))[text];

    public static async Task<Dictionary<TextRef, TextName>> NamesAsync(this ForumDb db, IReadOnlyCollection<TextRef> texts, CancellationToken stop)
    {
        List<TId> Ids<TId>(TextKind kind) where TId : struct, IId<TId> => [.. texts.Where(t => t.Kind == kind).Select(t => TId.From(t.Id)).Distinct()];
        var (comments, proposals, contributions) = (Ids<CommentId>(TextKind.Comment), Ids<ProposalId>(TextKind.Proposal), Ids<ContributionId>(TextKind.Contribution));
        List<TextName> all = [];
        if (comments.Count > 0)
            all.AddRange((await (from c in db.Comments.AsNoTracking() where comments.Contains(c.Id)
                join p in db.Proposals.IgnoreAutoIncludes() on c.ProposalId equals p.Id join place in db.Places on p.PlaceId equals place.Id
                select new { c.Id, c.Seq, Title = p.Hidden == null ? p.Title : null, p.Number, Matter = p.Id, place.Name }).ToListAsync(stop))
                .Select(r => new TextName(TextKind.Comment, r.Id.Value, r.Seq, r.Title, r.Number, $"proposals/{r.Matter}", r.Name)));
        if (proposals.Count > 0)
            all.AddRange((await (from p in db.Proposals.AsNoTracking().IgnoreAutoIncludes() where proposals.Contains(p.Id) join place in db.Places on p.PlaceId equals place.Id
                select new { p.Id, Title = p.Hidden == null ? p.Title : null, p.Number, place.Name }).ToListAsync(stop))
                .Select(r => new TextName(TextKind.Proposal, r.Id.Value, null, r.Title, r.Number, $"proposals/{r.Id}", r.Name)));
        if (contributions.Count > 0)
            all.AddRange((await (from c in db.Contributions.AsNoTracking().IgnoreAutoIncludes() where contributions.Contains(c.Id)
                join call in db.Calls.IgnoreAutoIncludes() on c.CallId equals call.Id join place in db.Places on call.PlaceId equals place.Id
                select new { c.Id, Seq = c.Number, call.Title, call.Number, Matter = call.Id, place.Name }).ToListAsync(stop))
                .Select(r => new TextName(TextKind.Contribution, r.Id.Value, r.Seq, r.Title, r.Number, $"calls/{r.Matter}", r.Name)));
        return all.ToDictionary(n => n.Text);
    }
}
