using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Accounts;

/// <summary>
/// Opens a session. Not a command of the pipeline's transaction: a failed try must be counted although it is refused.
/// A wrong name, a wrong password and a locked account read alike and take alike.
/// </summary>
[Anyone("nobody is signed in yet"), NotOfficial("sessions are not acts")]
public sealed record SignIn(string UserName, string Password) : IRequest<Outcome<SignedIn>>;

/// <summary>The token of an open session, shown once.</summary>
public sealed record SignedIn(string Token, DateTimeOffset ExpiresAt)
{
    /// <summary>Signs somebody in and gives the browser its cookie.</summary>
    public static async Task<Outcome<SignedIn>> EnterAsync(HttpContext http, Foundation.Pipeline.ISender sender, string userName, string password)
    {
        var opened = await sender.Send(new SignIn(userName, password), http.RequestAborted);
        if (opened.Ok) http.Response.Cookies.Append(SessionAuthentication.CookieName(http.Request), opened.Value.Token, SessionAuthentication.Cookie(http.Request));
        return opened;
    }
}

public sealed class SignInHandler(UserManager<Account> accounts, IPasswordHasher<Account> hasher, ForumDb db, IForumStorage storage) : IRequestHandler<SignIn, Outcome<SignedIn>>
{
    private static readonly Refusal No = Refusal.Invalid("password", "sign-in.no");
    private static string? _nobody;

    public async Task<Outcome<SignedIn>> Handle(SignIn request, CancellationToken stop)
    {
        var (name, password) = (request.UserName ?? "", request.Password ?? "");
        var account = name.Length > 60 || password.Length > 200 ? null : await accounts.FindByNameAsync(name);
        var right = await IsRightAsync(account, password);
        // Whoever hangs up meanwhile has tried all the same.
        stop = CancellationToken.None;
        await using var writing = await storage.BeginAsync(db, stop);
        if (account is null || await HasChangedAsync(account) || await accounts.IsLockedOutAsync(account)) return No;
        if (!right)
        {
            await accounts.AccessFailedAsync(account);
            await writing.CommitAsync(stop);
            return No;
        }
        await accounts.ResetAccessFailedCountAsync(account);
        var (token, hash) = SessionAuthentication.NewToken();
        var now = TimeProvider.System.GetUtcNow();
        var session = new Session { Id = Guid.CreateVersion7(), AccountId = account.AccountId, TokenHash = hash, CreatedAt = now, ExpiresAt = now + SessionAuthentication.Lifetime };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(stop);
        await writing.CommitAsync(stop);
        return new SignedIn(token, session.ExpiresAt);
    }

    // Where there is no such account, something is hashed all the same.
    private async Task<bool> IsRightAsync(Account? account, string password)
    {
        if (account is not null) return await accounts.CheckPasswordAsync(account, password);
        hasher.VerifyHashedPassword(new(), _nobody ??= hasher.HashPassword(new(), "nobody"), "somebody");
        return false;
    }

    // While a password was hashed others may have tried too, which is read anew, or somebody gave the account another.
    private async Task<bool> HasChangedAsync(Account account)
    {
        var hashed = account.PasswordHash;
        await db.Entry(account).ReloadAsync();
        return db.Entry(account).State == EntityState.Detached || account.PasswordHash != hashed;
    }
}
