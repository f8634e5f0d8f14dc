using Forum.Domain.Kernel;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Accounts;

/// <summary>Somebody changes their password, knowing the old one. Every other session of theirs ends, open connections too.</summary>
[SignedIn("one's own password"), NotOfficial("a password is nobody else's matter")]
public sealed record ChangePassword(string? Current, string? New, Guid KeepSession) : ICommand<Done>, ISecret
{
    /// <summary>Nothing of it is ever written down.</summary>
    public override string ToString() => nameof(ChangePassword);
}

public sealed class ChangePasswordHandler(UserManager<Account> accounts, ForumDb db, Desk desk, Connections connections) : IRequestHandler<ChangePassword, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ChangePassword request, CancellationToken stop)
    {
        var account = (await accounts.FindByIdAsync(desk.Caller.AccountId!.Value.ToString()))!;
        if (request.New is null or { Length: < 10 or > 200 } || request.New.Contains(account.UserName!, StringComparison.OrdinalIgnoreCase)) return Refusal.Invalid("new", "password.weak");
        if (await accounts.IsLockedOutAsync(account) || !await accounts.CheckPasswordAsync(account, request.Current ?? "")) return Refusal.Invalid("current", "password.wrong");
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, request.New);
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        foreach (var session in await db.Sessions.Where(s => s.AccountId == account.AccountId && s.EndedAt == null && s.Id != request.KeepSession).ToListAsync(stop))
        {
            session.EndedAt = TimeProvider.System.GetUtcNow();
            connections.HangUp(session.Id);
        }
        return Outcome.Done;
    }
}
