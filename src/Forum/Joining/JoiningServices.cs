using Forum.Notifications;
using Forum.Queue;

namespace Forum.Joining;

public static class JoiningServices
{
    public static void AddJoining(this IServiceCollection services)
    {
        services.AddScoped<JoinDesk>();
        services.AddScoped<IQueueSource, DisputeQueue>();
        services.AddScoped<INewsmaker, JoiningNews>();
    }
}
