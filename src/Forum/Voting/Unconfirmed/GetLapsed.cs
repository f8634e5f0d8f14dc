using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>Over which choices of the caller, not confirmed, a poll closed; not there where there was none.</summary>
/// <param name="Line">Only of one line.</param>
[SignedIn("one's own")]
public sealed record GetLapsed(PollId Id, VoterId? Line = null) : IQuery<IReadOnlyList<LapsedView>>;

/// <param name="Label">The home or body that it was chosen for, where others stand for it.</param>
/// <param name="Stands">Whether a ballot that they had cast before stands.</param>
public sealed record LapsedView(string? Label, bool Stands);

public sealed class GetLapsedHandler(ForumDb db, Desk desk) : IRequestHandler<GetLapsed, Outcome<IReadOnlyList<LapsedView>>>
{
    // The choice went at the closing. That there was one stands nowhere but in what its owner was told.
    public async Task<Outcome<IReadOnlyList<LapsedView>>> Handle(GetLapsed request, CancellationToken stop)
    {
        var (page, me) = ($"/polls/{request.Id}", desk.Caller.AccountId);
        var told = await db.News.VisibleTo(desk.Caller, db).Where(n => UnconfirmedNews.Lapsed.Contains(n.Text) && n.Href.StartsWith(page)).Select(n => n.Href).Distinct().ToListAsync(stop);
        var cast = await db.Ballots.Where(b => b.PollId == request.Id && b.AccountId == me).Select(b => b.VoterId).ToListAsync(stop);
        if (told.Contains(page)) return (List<LapsedView>)[new(null, cast.Count > 0)];
        var lines = told.Select(h => new VoterId(Guid.Parse(h[(page.Length + "?line=".Length)..]))).Where(v => request.Line is null || v == request.Line).ToList();
        var labels = await db.RollLines.AsNoTracking().Where(l => l.PollId == request.Id && lines.Contains(l.VoterId)).ToDictionaryAsync(l => l.VoterId, l => l.Label, stop);
        return lines.Count == 0 ? Refusal.NotFound : lines.Select(v => new LapsedView(labels.GetValueOrDefault(v), cast.Contains(v))).OrderBy(l => l.Label, StringComparer.Ordinal).ToList();
    }
}
