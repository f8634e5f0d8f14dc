using Forum.Foundation.Due;
using Forum.Foundation.Live;
using Forum.Notifications;
using Forum.Queue;

namespace Forum.Reception;

public static class ReceptionServices
{
    public static void AddReception(this IServiceCollection services)
    {
        services.AddScoped<ConcernDesk>();
        services.AddScoped<HomeOfCaller>();
        services.AddScoped<ConcernAsked>();
        services.AddScoped<INewsmaker, ConcernSurveyNews>();
        services.AddScoped<ITopicKeeper, ConcernTopics>();
        services.AddScoped<IDueWork, LateConcerns>();
        services.AddScoped<IQueueSource, ConcernQueue>();
    }
}
