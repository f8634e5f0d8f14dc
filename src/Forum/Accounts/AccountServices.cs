using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Microsoft.AspNetCore.Identity;

namespace Forum.Accounts;

public static class AccountServices
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(o =>
        {
            o.Password.RequiredLength = 10;
            o.Password.RequireNonAlphanumeric = o.Password.RequireUppercase = o.Password.RequireLowercase = o.Password.RequireDigit = false;
            o.Lockout.MaxFailedAccessAttempts = 5;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            o.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
        }).AddEntityFrameworkStores<ForumDb>();
        services.AddSingleton<ILookupNormalizer, NameLookup>();
        services.AddSingleton<KeptCallers>();
        services.AddScoped<ICallers, Callers>();
        services.AddScoped<NewAccounts>();
        services.AddScoped<Sessions>().AlterNothing(typeof(Session));
    }
}
