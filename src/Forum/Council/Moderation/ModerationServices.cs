using Forum.Foundation.Web;
using Forum.Notifications;
using Forum.Queue;

namespace Forum.Council.Moderation;

public static class ModerationServices
{
    public static void AddModeration(this IServiceCollection services) => services
        .AddScoped<TalkLimits>().AddScoped<IWhyAway, HiddenAway>().AddScoped<Offices>().AddScoped<InterestAnswers>().AddScoped<OpenModeration>().AddScoped<IQueueSource, ModerationQueue>().AddScoped<INewsmaker, ModerationNews>().AddScoped<INewsmaker, ReporterNews>().AddScoped<INewsmaker, HiddenProposalNews>().AddScoped<INewsmaker, InterestNews>();
}
