using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Register;

/// <summary>Somebody lives in a home from a day on: a person of the register, or somebody new to it.</summary>
[Requires(Right.KeepRegister), Official]
public sealed record EnterResident(PlaceId HomeId, PersonId? PersonId, PersonEntry? Person, Tenure? Tenure, DateOnly? Since, DateOnly? Until) : ICommand<PersonId>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Tenure is null) yield return Refusal.Invalid("tenure", "tenure.missing");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => RegisterDesk.HomeAsync(db, HomeId, stop);
}

public sealed class EnterResidentHandler(RegisterDesk desk, ForumDb db) : IRequestHandler<EnterResident, Outcome<PersonId>>
{
    public async Task<Outcome<PersonId>> Handle(EnterResident request, CancellationToken stop)
    {
        var lives = await desk.LivesAsync(request.HomeId, stop);
        return (await desk.PersonAsync(request.PersonId, request.Person, request.HomeId, stop))
            .Then(person => Residency.MoveIn(request.HomeId, person, lives, request.Tenure!.Value, request.Since ?? desk.Today, request.Until))
            .Map(made => { db.Residencies.Add(made); return made.PersonId; });
    }
}
