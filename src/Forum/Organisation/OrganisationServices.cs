using Forum.Ledger;

namespace Forum.Organisation;

public static class OrganisationServices
{
    public static void AddOrganisation(this IServiceCollection services)
    {
        services.AddScoped<Settings>();
        services.AddScoped<Holders>();
        services.AddScoped<OfficeDesk>();
        services.AddLedger();
        services.AddScoped<Forum.Foundation.Storage.Counters>();
        services.AddSingleton<Communities>();
        services.AddScoped<Forum.Shell.CommunityNames>();
    }
}
