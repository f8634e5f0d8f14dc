using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Register;

/// <summary>Corrects the exclusive area of a home on the register, with a reason. What rolls are frozen already is corrected there, by two people.</summary>
/// <param name="HomeId">The home.</param>
/// <param name="Area">Hundredths of a square metre; none where what was typed is no area.</param>
/// <param name="Reason">Why.</param>
[Requires(Right.KeepRegister), Official]
public sealed record CorrectArea(PlaceId HomeId, long? Area, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => RegisterDesk.HomeAsync(db, HomeId, stop);
}

public sealed class CorrectAreaHandler(ForumDb db) : IRequestHandler<CorrectArea, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(CorrectArea request, CancellationToken stop) =>
        (await db.Homes.SingleAsync(h => h.PlaceId == request.HomeId, stop)).CorrectArea(request.Area ?? 0, request.Reason);
}
