using Forum.Council.Amendments;
using Forum.Council.Authors;
using Forum.Council.Drafts;
using Forum.Council.Versions;
using Forum.Domain.Council.Drafts;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Notifications;
using Forum.Queue;

namespace Forum.Council;

/// <summary>How texts come about: drafts, co-authors, versions, amendments.</summary>
public static class WritingServices
{
    public static void AddWriting(this IServiceCollection services)
    {
        services.AddScoped<PublishedDrafts>().AddScoped<IWhyAway>(s => s.GetRequiredService<PublishedDrafts>());
        services.AddScoped<DraftEnd>().AlterNothing(typeof(ProposalDraft), typeof(SavedText));
        services.AddScoped<AmendmentDesk>();
        services.AddScoped<IReaction, LapseAmendments>();
        services.AddScoped<IQueueSource, CoAuthorQueue>();
        services.AddScoped<INewsmaker, CoAuthorNews>().AddScoped<ITookPart, CoAuthorNews>();
        services.AddScoped<INewsmaker, AmendmentNews>().AddScoped<ITookPart, AmendmentNews>();
    }

    public static void MapWriting(this IEndpointRouteBuilder api, IEndpointRouteBuilder proposals)
    {
        api.MapDrafts();
        proposals.MapVersions();
        api.MapAmendments(proposals);
        proposals.MapCoAuthors("/{id:guid}/co-authors", id => new(null, new(id)));
    }
}
