using Forum.Domain.Kernel;
using Forum.Foundation.Checking;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Search;

/// <summary>Finding as JSON. A text is given in pieces, so that no program has to trust markup.</summary>
public static class SearchEndpoints
{
    public sealed record DraftBody(string? Title, string? Body);

    public static void AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<ISaveChangesInterceptor, SearchChanges>().AlterNothing(typeof(SearchDocument));
        services.AddScoped<SearchSubjects>();
        services.AddScoped<SearchCheck>();
        services.AddScoped<ICheck>(s => s.GetRequiredService<SearchCheck>());
        services.AddScoped<FoundItems>();
        services.AddScoped<SearchPlaces>();
    }

    public static void MapSearch(this IEndpointRouteBuilder api)
    {
        var search = api.MapGroup("/search").WithTags("search");
        search.MapGet("", async (string? q, string? kind, Guid? place, string? stage, DateOnly? from, DateOnly? to, string? cursor, int? take, ISender s, TextBook t) =>
            Wrong(kind, stage) is { } wrong ? Answers.Problem([wrong], t)
                : (await s.Send(new FindText(q, SearchWords.Kind(kind), place is { } id ? new PlaceId(id) : null, Stages.Read(stage), from, to, cursor, take ?? 20))).Answer(t)).Produces<FoundView>();
        search.MapPost("/similar", async (DraftBody body, ISender s, TextBook t) => (await s.Send(new FindSimilar(body.Title, body.Body))).Answer(t)).Produces<SimilarView>();
    }

    private static Refusal? Wrong(string? kind, string? stage) =>
        kind is not null && SearchWords.Kind(kind) is null ? Refusal.Invalid("kind", "search.kind")
        : stage is not null && Stages.Read(stage) is null ? Refusal.Invalid("stage", "search.stage") : null;
}
