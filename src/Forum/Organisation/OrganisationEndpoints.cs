using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using MediatR;
using ISender = Forum.Foundation.Pipeline.ISender;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>The places of the caller's community down to the buildings, or those right below one.</summary>
/// <param name="Parent">Only those right below this place.</param>
[Anyone("the tree of places is public within its community; homes only to those who keep the register")]
public sealed record ListPlaces(PlaceId? Parent = null) : IQuery<Listing<PlaceRow>>;

public sealed record PlaceRow(PlaceId Id, PlaceId? ParentId, PlaceLevel Level, string Name);

public sealed class ListPlacesHandler(ForumDb db, Desk desk) : IRequestHandler<ListPlaces, Outcome<Listing<PlaceRow>>>
{
    public async Task<Outcome<Listing<PlaceRow>>> Handle(ListPlaces request, CancellationToken stop)
    {
        var lowest = desk.Caller.Has(Right.KeepRegister) && request.Parent is not null ? PlaceLevel.Home : PlaceLevel.Building;
        return new Listing<PlaceRow>(await db.Places.AsNoTracking()
            .Where(p => p.CommunityId == desk.Caller.CommunityId && p.Level <= lowest && (request.Parent == null || p.ParentId == request.Parent))
            .OrderBy(p => p.Level).ThenBy(p => p.Path).Select(p => new PlaceRow(p.Id, p.ParentId, p.Level, p.Name)).ToListAsync(stop), null);
    }
}

public static class OrganisationEndpoints
{
    public sealed record EndingBody(string? Reason);
    public sealed record CodeBody(string? Code);
    public sealed record MoveBody(PlaceId? GridId);

    public static void MapOrganisation(this IEndpointRouteBuilder api)
    {
        api.MapGet("/places", async (Guid? parent, ISender s, TextBook t) => (await s.Send(new ListPlaces(parent is { } p ? new PlaceId(p) : null))).Answer(t)).WithTags("places").Produces<Listing<PlaceRow>>();
        api.MapGet("/units", async (ISender s, TextBook t) => (await s.Send(new ListUnits())).Answer(t)).WithTags("units").Produces<Listing<UnitRow>>();
        api.MapGet("/party-units", async (ISender s, TextBook t) => (await s.Send(new ListPartyUnits())).Answer(t)).WithTags("party-units").Produces<Listing<PartyUnitRow>>();
        api.MapGet("/appointments", async (ISender s, TextBook t) => (await s.Send(new ListAppointments())).Answer(t)).WithTags("appointments").Produces<Listing<AppointmentRow>>();
        api.MapPost("/places", async (AddPlace body, ISender s, TextBook t) => (await s.Send(body)).Map(id => new { id }).Created(t, _ => "places")).WithTags("places");
        api.MapPost("/units", async (FoundUnit body, ISender s, TextBook t) => (await s.Send(body)).Map(id => new { id }).Created(t, _ => "units")).WithTags("units");
        api.MapPost("/party-units", async (FoundPartyUnit body, ISender s, TextBook t) => (await s.Send(body)).Map(id => new { id }).Created(t, _ => "party-units")).WithTags("party-units");
        api.MapGet("/offices", async (ISender s, TextBook t) => (await s.Send(new ListOffices())).Answer(t)).WithTags("appointments").Produces<Listing<OfficeRow>>();
        api.MapPost("/invitations", async (Invite body, ISender s, TextBook t) => (await s.Send(body)).Created(t, i => $"invitations/{i.Id}")).WithTags("appointments").Produces<Invited>(201);
        api.MapPost("/invitations/preview", async (CodeBody b, ISender s, TextBook t) => (await s.Send(new GetInvitation(b.Code))).Answer(t)).WithTags("appointments").Produces<InvitationView>();
        api.MapPost("/invitations/taking", async (TakeInvitation body, ISender s, TextBook t) => (await s.Send(body)).Empty(t)).WithTags("appointments");
        api.MapPost("/appointments", async (Appoint body, ISender s, TextBook t) => (await s.Send(body)).Map(id => new { id }).Created(t, _ => "appointments")).WithTags("appointments");
        api.MapPost("/appointments/{id:guid}/ending", async (Guid id, EndingBody b, ISender s, TextBook t) => (await s.Send(new EndAppointment(new(id), b.Reason))).Empty(t)).WithTags("appointments");
        api.MapPost("/places/{id:guid}/move", async (Guid id, MoveBody b, ISender s, TextBook t) => (await s.Send(new MoveBuilding(new(id), b.GridId))).Empty(t)).WithTags("places");
    }
}
