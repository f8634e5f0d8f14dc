namespace Forum.Foundation.Due;

public static class DueServices
{
    public static void AddDue(this IServiceCollection services) => services.AddSingleton<DueRunner>().AddHostedService<DueClock>();
}
