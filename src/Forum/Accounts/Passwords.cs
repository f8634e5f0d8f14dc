using System.Text.RegularExpressions;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Accounts;

/// <summary>What a password must be: long, and not the name (NIST SP 800-63B: length counts, mixtures do not).</summary>
public static class Passwords
{
    public static Refusal? Check(string field, string? password, string userName) =>
        password is null or { Length: < 10 or > 200 } || (userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase)) ? Refusal.Invalid(field, "password.weak") : null;
}

/// <summary>Makes accounts, within the transaction of whoever asks for one.</summary>
public sealed partial class NewAccounts(ForumDb db, UserManager<Account> accounts, TimeProvider time)
{
    /// <summary>The shape of what somebody chooses to sign in with.</summary>
    public static IEnumerable<Refusal> Wrong(string? userName, string? password)
    {
        if (!UserNames().IsMatch(userName ?? "")) yield return Refusal.Invalid("userName", "userName.shape");
        if (Passwords.Check("password", password, userName ?? "") is { } weak) yield return weak;
    }

    /// <summary>A new account. Refused where the name is taken.</summary>
    public async Task<Outcome<Account>> AddAsync(string userName, string password, string displayName, PlaceId community, PersonId? person, CancellationToken stop)
    {
        var normal = accounts.NormalizeName(userName);
        if (await db.Accounts.AnyAsync(a => a.NormalizedUserName == normal, stop)) return Refusal.Invalid("userName", "userName.taken");
        var account = new Account
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()), UserName = userName, NormalizedUserName = normal, DisplayName = displayName.Trim(), CommunityId = community, PersonId = person,
            LockoutEnabled = true, MadeAt = time.GetUtcNow(), SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        db.Accounts.Add(account);
        return account;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{2,29}$")]
    private static partial Regex UserNames();
}
