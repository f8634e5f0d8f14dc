using Forum.Accounts;
using Forum.Council.Spoken;
using Forum.Domain.Council.Authors;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Authors;

/// <summary>The author of a text asks somebody of the community to write along, by user name or as one of those who took part.</summary>
[Requires(Right.TakePart), NotOfficial("a draft is private; of a published proposal the change itself is an official act")]
public sealed record InviteCoAuthor(WrittenText Text, string? UserName, AccountId? Account = null) : ICommand<Done>;

public sealed class InviteCoAuthorHandler(ForumDb db, Desk desk, Pens pens, ICallers callers, IdSource ids, TimeProvider time) : IRequestHandler<InviteCoAuthor, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(InviteCoAuthor request, CancellationToken stop)
    {
        if (await request.Text.FindAsync(db, desk.Caller, stop) is not { } text) return Refusal.NotFound;
        if (await pens.BarsPenAsync(text, stop) is { } not) return not;
        var (id, name) = (request.Account?.Value, request.UserName?.Trim().ToUpperInvariant());
        // Whoever is of another community is as unknown as whoever is not there.
        var found = await db.Accounts.AsNoTracking().Where(a => (id != null ? a.Id == id : a.NormalizedUserName == name) && a.CommunityId == text.CommunityId)
            .Select(a => new { a.Id, a.DisplayName, a.PersonId }).SingleOrDefaultAsync(stop);
        if (found is null) return Refusal.Invalid("userName", "coauthor.unknown");
        // Only whom the author asks are they told of by name.
        if (text.IsLedBy(desk.Caller.AccountId, desk.Caller.PersonId) && (await callers.FindAsync(new(found.Id), stop) is not { } asked || !Pens.MayWrite(asked, await request.Text.PathAsync(db, text.CommunityId, stop)))) return Refusal.Invalid("userName", "coauthor.elsewhere", new Fact("name", found.DisplayName));
        return text.Invite(ids.New<CoAuthorId>(), desk.Caller.AccountId!.Value, new(found.Id), found.DisplayName, time.GetUtcNow(), desk.Caller.PersonId, found.PersonId);
    }
}
