using Forum.Domain.Kernel;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Register;

/// <summary>The register as JSON, for those who keep it.</summary>
public static class RegisterEndpoints
{
    public sealed record HomesBody(PlaceId? BuildingId, string? Lines);
    public sealed record ResidentBody(PersonId? PersonId, PersonEntry? Person, Tenure? Tenure, DateOnly? Since, DateOnly? Until);
    public sealed record OwnerBody(PersonId? PersonId, PersonEntry? Person, DateOnly? Since);
    public sealed record EndingBody(DateOnly? Until);
    public sealed record AreaBody(long? Area, string? Reason);
    public sealed record VoterBody(PersonId? PersonId);

    public static void AddRegister(this IServiceCollection services) => services.AddScoped<RegisterDesk>();

    public static void MapRegister(this IEndpointRouteBuilder api)
    {
        var register = api.MapGroup("/register").WithTags("register");
        register.MapGet("/homes", async (Guid? building, string? find, string? cursor, ISender s, TextBook t) => (await s.Send(new ListHomes(building is { } b ? new PlaceId(b) : null, find, cursor))).Answer(t)).Produces<Listing<HomeRow>>();
        register.MapPost("/homes", async (HomesBody b, ISender s, TextBook t) => (await s.Send(new EnterHomes(b.BuildingId ?? default, b.Lines))).Map(entered => new { entered }).Created(t, _ => "register/homes"));
        register.MapGet("/homes/{id:guid}", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetHome(new(id)))).Answer(t)).Produces<HomeView>();
        register.MapPost("/homes/{id:guid}/residents", async (Guid id, ResidentBody b, ISender s, TextBook t) =>
            (await s.Send(new EnterResident(new(id), b.PersonId, b.Person, b.Tenure, b.Since, b.Until))).Map(personId => new { personId }).Created(t, _ => $"register/homes/{id}"));
        register.MapPost("/homes/{id:guid}/residents/{person:guid}/ending", async (Guid id, Guid person, EndingBody? b, ISender s, TextBook t) => (await s.Send(new EndResidency(new(id), new(person), b?.Until))).Empty(t));
        register.MapPost("/homes/{id:guid}/owners", async (Guid id, OwnerBody b, ISender s, TextBook t) =>
            (await s.Send(new EnterOwner(new(id), b.PersonId, b.Person, b.Since))).Map(personId => new { personId }).Created(t, _ => $"register/homes/{id}"));
        register.MapPost("/homes/{id:guid}/owners/{person:guid}/ending", async (Guid id, Guid person, EndingBody? b, ISender s, TextBook t) => (await s.Send(new EndOwnership(new(id), new(person), b?.Until))).Empty(t));
        register.MapPost("/homes/{id:guid}/voter", async (Guid id, VoterBody b, ISender s, TextBook t) => (await s.Send(new NameVoter(new(id), b.PersonId))).Empty(t));
        register.MapPut("/homes/{id:guid}/area", async (Guid id, AreaBody b, ISender s, TextBook t) => (await s.Send(new CorrectArea(new(id), b.Area, b.Reason))).Empty(t));
        register.MapPut("/people/{id:guid}", async (Guid id, PersonEntry b, ISender s, TextBook t) => (await s.Send(new CorrectPerson(new(id), b))).Empty(t));
    }
}
