using Forum.Notifications;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Dispatches;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Foundation.Due;
using Forum.Foundation.Live;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Kit;
using Forum.Queue;

namespace Forum.Council;

public static class CouncilServices
{
    public static void AddCouncil(this IServiceCollection services)
    {
        services.AddScoped<ProposalRoad>().AddScoped<ProposalMaker>();
        services.AddScoped<MatterPeriods>();
        services.AddScoped<IMatterRoad>(p => p.GetRequiredService<ProposalRoad>());
        services.AddScoped<ITookPart>(p => p.GetRequiredService<ProposalRoad>());
        services.AddScoped<ITopicKeeper, ProposalTopics>();
        services.AlterTopic<Comment>(c => $"proposals/{c.ProposalId}").AlterTopic<Talk>(t => $"proposals/{t.ProposalId}").AlterTopic<Proposal>(p => $"proposals/{p.Id}", nameof(Proposal.Comments), nameof(Proposal.Endorsed));
        // How many there are stands with the comment and the proposal.
        services.AlterNothing(typeof(Agreement), typeof(Endorsement));
        services.AddSingleton<PageAssets>().AddScoped<PieceRenderer>().AddScoped<RenderedThreads>().AddScoped<RenderedRows>();
        services.AddScoped<IFragments, CommentFragments>();
        services.AddScoped<IQueueSource, HallQueue>();
        services.AddScoped<IDueWork, ProposalsDue>();
        services.AddScoped<IReaction, StanceCounts>();
        services.AddScoped<IReaction, Merging.LapseMergers>();
        Moderation.ModerationServices.AddModeration(services);
        services.AddScoped<Voices.PlaceGroups>().AddScoped<Voices.VoiceGroups>().AddScoped<Spoken.SpokenDesk>().AddScoped<Spoken.Pens>().AddScoped<Merging.MergerQuestions>().AddScoped<Merging.MergerSupporters>();
        services.AddScoped<INewsmaker, Voices.VoiceNews>();
        services.AddScoped<INewsmaker, Spoken.SpokenNews>();
        services.AddScoped<INewsmaker, CouncilNews>();
        services.AddScoped<INewsmaker, Spoken.WithdrawalNews>();
        services.AddScoped<INewsmaker, HallDuties>();
        // In this order: whoever is asked is not told besides.
        services.AddScoped<INewsmaker, Merging.MergerNews>().AddScoped<INewsmaker, Merging.MergerWentOn>().AddScoped<INewsmaker, Merging.MergerOver>().AddScoped<INewsmaker, Merging.MergerWent>().AddScoped<INewsmaker, Merging.MergerCame>();
        services.AddScoped<ITookPart, Merging.JoinedAuthors>();
        services.AddScoped<INewsmaker, HallNews>();
        services.AddScoped<INewsmaker, Summaries.SummaryNews>().AddScoped<IQueueSource, Summaries.SummaryQueue>();
        services.AddScoped<IDossierPart, ProposalDossier>();
        services.AddScoped<IDossierPart, DiscussionDossier>();
        services.AddWriting();
        Calls.CallEndpoints.AddCalls(services);
    }
}
