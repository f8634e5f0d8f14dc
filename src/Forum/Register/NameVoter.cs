using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Register;

/// <summary>Co-owners name who votes for their home: whoever votes now passes it on, or the keeper of the register enters what they agreed.</summary>
[SignedIn("the one who votes for the home, or who keeps the register, which the handler checks"), Official]
public sealed record NameVoter(PlaceId HomeId, PersonId? PersonId) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => RegisterDesk.HomeAsync(db, HomeId, stop);
}

public sealed class NameVoterHandler(RegisterDesk desk, Desk caller, ForumDb db) : IRequestHandler<NameVoter, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(NameVoter request, CancellationToken stop)
    {
        var keeps = caller.Caller.May(Right.KeepRegister, (await RegisterDesk.HomeAsync(db, request.HomeId, stop))!.Path);
        var title = await desk.TitleAsync(request.HomeId, stop);
        // To anybody who is neither, the home says nothing.
        if (title.Count == 0 || !keeps && title.TrueForAll(o => o.PersonId != caller.Caller.PersonId)) return Refusal.NotFound;
        return Ownership.Name(title, request.PersonId ?? default, keeps ? null : caller.Caller.PersonId);
    }
}
