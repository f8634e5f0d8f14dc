using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using MediatR;

namespace Forum.Council.Spoken;

/// <summary>The people for whom the caller may write something down, by home or whole name.</summary>
[SignedIn("who may write down for people, which the handler asks for")]
public sealed record FindSpeakers(ProposalId Proposal, string? Text) : IQuery<SpeakersView>;

public sealed record SpeakersView(ProposalId ProposalId, string ProposalTitle, bool IsOpen, bool IsTalkedOf, int Version, IReadOnlyList<Speaker> People);

public sealed record Speaker(PersonId Id, string Name, string Home);

public sealed class FindSpeakersHandler(SpokenDesk desk) : IRequestHandler<FindSpeakers, Outcome<SpeakersView>>
{
    public async Task<Outcome<SpeakersView>> Handle(FindSpeakers request, CancellationToken stop)
    {
        var opened = await desk.OpenAsync(request.Proposal, stop);
        if (!opened.Ok) return Outcome<SpeakersView>.Refused(opened.Refusals);
        var found = request.Text?.Trim() is { Length: >= 2 and <= 80 } text ? await desk.FindAsync(opened.Value.Path, text, stop) : [];
        return new SpeakersView(request.Proposal, opened.Value.Proposal.Title, opened.Value.Proposal.IsOpen, opened.Value.Proposal.IsTalkedOf, opened.Value.Proposal.Versions.Count, [.. found.Select(f => new Speaker(f.Person.Id, f.Person.VerifiedName, f.Home))]);
    }
}
