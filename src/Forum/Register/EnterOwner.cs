using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Register;

/// <summary>Somebody owns a home, or a share of it, from a day on: a person of the register, or somebody new to it.</summary>
[Requires(Right.KeepRegister), Official]
public sealed record EnterOwner(PlaceId HomeId, PersonId? PersonId, PersonEntry? Person, DateOnly? Since) : ICommand<PersonId>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => RegisterDesk.HomeAsync(db, HomeId, stop);
}

public sealed class EnterOwnerHandler(RegisterDesk desk, ForumDb db) : IRequestHandler<EnterOwner, Outcome<PersonId>>
{
    public async Task<Outcome<PersonId>> Handle(EnterOwner request, CancellationToken stop)
    {
        var title = await desk.TitleAsync(request.HomeId, stop);
        return (await desk.PersonAsync(request.PersonId, request.Person, request.HomeId, stop))
            .Then(person => Ownership.Acquire(request.HomeId, person, title, request.Since ?? desk.Today))
            .Map(made => { db.Ownerships.Add(made); return made.PersonId; });
    }
}
