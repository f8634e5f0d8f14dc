using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Forum.Accounts;

/// <summary>Somebody changes their password, knowing the old one. Every other session of theirs ends, open connections too.</summary>
[SignedIn("one's own password"), NotOfficial("a password is nobody else's matter")]
public sealed record ChangePassword(string? Current, string? New, Guid KeepSession) : ICommand<Done>, ISecret, ICountsTries
{
    /// <summary>Nothing of it is ever written down.</summary>
    public override string ToString() => nameof(ChangePassword);
}

public sealed class ChangePasswordHandler(UserManager<Account> accounts, Desk desk, Sessions sessions) : IRequestHandler<ChangePassword, Outcome<Done>>
{
    private static readonly Refusal Wrong = Refusal.Invalid("current", "password.wrong");

    public async Task<Outcome<Done>> Handle(ChangePassword request, CancellationToken stop)
    {
        var account = (await accounts.FindByIdAsync(desk.Caller.AccountId!.Value.ToString()))!;
        if (Passwords.Check("new", request.New, account.UserName!) is { } weak) return weak;
        if (await accounts.IsLockedOutAsync(account)) return Wrong;
        if (!await accounts.CheckPasswordAsync(account, request.Current ?? ""))
        {
            await accounts.AccessFailedAsync(account);
            return Wrong;
        }
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, request.New!);
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        await sessions.EndAsync(account.AccountId, request.KeepSession, stop);
        return Outcome.Done;
    }
}
