using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Register;

/// <summary>Somebody owns a home until a day, today where none is given.</summary>
[Requires(Right.KeepRegister), Official]
public sealed record EndOwnership(PlaceId HomeId, PersonId PersonId, DateOnly? Until) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => RegisterDesk.HomeAsync(db, HomeId, stop);
}

public sealed class EndOwnershipHandler(RegisterDesk desk) : IRequestHandler<EndOwnership, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EndOwnership request, CancellationToken stop) =>
        (await desk.TitleAsync(request.HomeId, stop)).Find(o => o.PersonId == request.PersonId) is { } title ? title.End(request.Until ?? desk.Today) : Refusal.NotFound;
}
