using Forum.Notifications;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Dispatches;
using Forum.Foundation.Live;
using Forum.Foundation.Matters;
using Forum.Queue;

namespace Forum.Council;

public static class CouncilServices
{
    public static void AddCouncil(this IServiceCollection services)
    {
        services.AddScoped<IMatterRoad, ProposalRoad>();
        services.AddScoped<ITookPart, ProposalRoad>();
        services.AddScoped<ITopicKeeper, ProposalTopics>();
        services.AddScoped<IFragments, CommentFragments>();
        services.AddScoped<IQueueSource, ReadyProposals>();
        services.AddScoped<INewsmaker, CouncilNews>();
        services.AddScoped<IDossierPart, ProposalDossier>();
        services.AddScoped<IDossierPart, DiscussionDossier>();
    }
}
