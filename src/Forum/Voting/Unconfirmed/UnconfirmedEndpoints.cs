using Forum.Domain.Kernel;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Notifications;
using static Forum.Voting.PollEndpoints;

namespace Forum.Voting.Unconfirmed;

public static class UnconfirmedEndpoints
{
    public static void AddUnconfirmed(this IServiceCollection services)
    {
        services.AddScoped<IDueWork, ChoicesToRemind>();
        services.AddScoped<INewsmaker, UnconfirmedNews>();
    }

    /// <summary>One's own choices that are not cast, as JSON.</summary>
    public static void MapUnconfirmed(this IEndpointRouteBuilder polls)
    {
        polls.MapGet("/unconfirmed", async (ISender s, TextBook t) => (await s.Send(new ListUnconfirmed())).Map(rows => new Listing<UnconfirmedRow>(rows, null)).Answer(t)).Produces<Listing<UnconfirmedRow>>();
        polls.MapGet("/{id:guid}/unconfirmed", async (Guid id, Guid? line, ISender s, TextBook t) => (await s.Send(new GetUnconfirmed(new(id), LineOf(line)))).Answer(t)).Produces<UnconfirmedView>();
        polls.MapPut("/{id:guid}/unconfirmed", async (Guid id, BallotBody b, ISender s, TextBook t) => (await s.Send(new KeepUnconfirmed(Cast(new(id), b)))).Empty(t)).Produces(204);
        polls.MapDelete("/{id:guid}/unconfirmed", async (Guid id, Guid? line, ISender s, TextBook t) => (await s.Send(new DropUnconfirmed(new(id), LineOf(line)))).Empty(t)).Produces(204);
    }
}
