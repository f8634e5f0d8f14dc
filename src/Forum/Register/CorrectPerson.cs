using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Register;

/// <summary>Corrects what stands on the register about a person.</summary>
[Requires(Right.KeepRegister), Official]
public sealed record CorrectPerson(PersonId Id, PersonEntry? Person) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.People.AsNoTracking().Where(p => p.Id == Id).Join(db.Places, p => p.CommunityId, c => c.Id, (p, c) => new PlaceOf(c.Id, c.Path)).SingleOrDefaultAsync(stop);
}

public sealed class CorrectPersonHandler(ForumDb db, RegisterDesk desk) : IRequestHandler<CorrectPerson, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(CorrectPerson request, CancellationToken stop) =>
        (await db.People.SingleAsync(p => p.Id == request.Id, stop)).Correct(request.Person?.VerifiedName, request.Person?.BornOn, request.Person?.PhoneTail, desk.Today);
}
