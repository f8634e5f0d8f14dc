using Forum.Domain.Kernel;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Register;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>Somebody shows the code of their letter and their date of birth, and reads whom it would make them.</summary>
[Anyone("nobody has an account yet"), NotOfficial("looking is no act")]
public sealed record CheckCode(string? Code, DateOnly? BornOn) : ICommand<JoinPreview>, IShaped, ISecret, ICountsTries
{
    public IEnumerable<Refusal> Wrong()
    {
        if (string.IsNullOrWhiteSpace(Code)) yield return Refusal.Invalid("code", "code.missing");
        if (BornOn is null) yield return Refusal.Invalid("bornOn", "bornOn.wrong");
    }

    /// <summary>Nothing of it is ever written down.</summary>
    public override string ToString() => nameof(CheckCode);
}

/// <summary>Whom a code makes one: the verified name, and what they are at which homes.</summary>
public sealed record JoinPreview(string VerifiedName, IReadOnlyList<JoinHome> Homes);

/// <summary>A home and what one is there; without a tenure: its owner, living elsewhere.</summary>
public sealed record JoinHome(string Home, bool Owns, Tenure? Tenure);

public sealed class CheckCodeHandler(JoinDesk desk, ForumDb db, Moment moment) : IRequestHandler<CheckCode, Outcome<JoinPreview>>
{
    public async Task<Outcome<JoinPreview>> Handle(CheckCode request, CancellationToken stop)
    {
        var opened = await desk.OpenAsync(request.Code, request.BornOn, stop);
        if (!opened.Ok) return opened.Map(_ => (JoinPreview)null!);
        var person = opened.Value.Person;
        var owns = await db.Ownerships.On(moment.Today).Where(o => o.PersonId == person.Id).Select(o => o.HomeId).ToListAsync(stop);
        var lives = await db.Residencies.On(moment.Today).Where(r => r.PersonId == person.Id).ToDictionaryAsync(r => r.HomeId, r => r.Tenure, stop);
        var homes = owns.Union(lives.Keys).ToList();
        var names = await db.Places.Where(p => homes.Contains(p.Id)).OrderBy(p => p.Path).Select(p => new { p.Id, p.Name }).ToListAsync(stop);
        return new JoinPreview(person.VerifiedName, [.. names.Select(n => new JoinHome(n.Name, owns.Contains(n.Id), lives.TryGetValue(n.Id, out var tenure) ? tenure : null))]);
    }
}
