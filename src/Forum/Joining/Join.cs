using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>Somebody joins with the code of their letter and the second check: one account for one person of the register.</summary>
[Anyone("nobody has an account yet"), Official]
public sealed record Join(string? Code, DateOnly? BornOn, string? UserName, string? Password, string? DisplayName) : ICommand<JoinedAs>, IShaped, ISecret, ICountsTries
{
    public IEnumerable<Refusal> Wrong() => [.. new CheckCode(Code, BornOn).Wrong(), .. NewAccounts.Wrong(UserName, Password)];

    /// <summary>Nothing of it is ever written down.</summary>
    public override string ToString() => nameof(Join);
}

/// <summary>The joining and the name to sign in with.</summary>
public sealed record JoinedAs(JoiningId Id, string UserName);

public sealed class JoinHandler(JoinDesk desk, NewAccounts accounts, ForumDb db, IdSource ids) : IRequestHandler<Join, Outcome<JoinedAs>>
{
    public async Task<Outcome<JoinedAs>> Handle(Join request, CancellationToken stop)
    {
        var opened = await desk.OpenAsync(request.Code, request.BornOn, stop);
        if (!opened.Ok) return opened.Map(_ => (JoinedAs)null!);
        var (code, person) = opened.Value;
        if (await db.Accounts.AnyAsync(a => a.PersonId == person.Id, stop)) return Refusal.Conflict("join.already");
        if (DisplayName.Check(request.DisplayName, person.VerifiedName, await desk.HoldersAsync(person.CommunityId, stop)) is { } wrong) return wrong;
        var added = await accounts.AddAsync(request.UserName!, request.Password!, request.DisplayName!, person.CommunityId, person.Id, stop);
        return added.Map(account =>
        {
            code.Close(JoinCodeEnd.Used);
            var joining = Domain.Register.Joining.Make(ids.New<JoiningId>(), code, account.AccountId, desk.Now);
            db.Joinings.Add(joining);
            return new JoinedAs(joining.Id, request.UserName!);
        });
    }
}
