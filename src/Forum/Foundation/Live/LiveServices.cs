using System.Security.Claims;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Microsoft.AspNetCore.SignalR;

namespace Forum.Foundation.Live;

public static class LiveServices
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSignalR(o => { o.MaximumReceiveMessageSize = 4096; o.EnableDetailedErrors = false; o.AddFilter<HubFailures>(); });
        services.AddSingleton<HubFailures>().AddLogging(log => log.AddFilter(HubFailures.Own, LogLevel.Critical));
        services.AddSingleton<IUserIdProvider, ByAccount>();
        services.AddSingleton<Connections>();
        services.AddSingleton<OutboxBell>();
        services.AddScoped<LivePush>();
        services.AddSingleton<LiveLane>();
        services.AddSingleton<IAtOnce>(p => p.GetRequiredService<LiveLane>());
        services.AddHostedService(p => p.GetRequiredService<LiveLane>());
        services.AlterNothing(typeof(OutboxRow), typeof(DeliveryRow)).AlterTopic<TopicRow>(t => t.Topic);
        services.AddSingleton<OutboxRunner>();
        services.AddHostedService(p => p.GetRequiredService<OutboxRunner>());
    }

    private sealed class ByAccount : IUserIdProvider
    {
        public string? GetUserId(HubConnectionContext connection) => connection.User.FindFirstValue(ClaimTypes.NameIdentifier);
    }
}
