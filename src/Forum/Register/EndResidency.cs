using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Register;

/// <summary>Somebody lives in a home until a day, today where none is given; their rights from it end with that day.</summary>
[Requires(Right.KeepRegister), Official]
public sealed record EndResidency(PlaceId HomeId, PersonId PersonId, DateOnly? Until) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => RegisterDesk.HomeAsync(db, HomeId, stop);
}

public sealed class EndResidencyHandler(RegisterDesk desk) : IRequestHandler<EndResidency, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EndResidency request, CancellationToken stop) =>
        (await desk.LivesAsync(request.HomeId, stop)).Find(r => r.PersonId == request.PersonId) is { } lives ? lives.End(request.Until ?? desk.Today, desk.Today) : Refusal.NotFound;
}
