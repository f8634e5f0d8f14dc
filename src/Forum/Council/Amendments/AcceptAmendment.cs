using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Council.Amendments;

/// <summary>Those who write the text, or the committee, take an amendment over as a new version: whole, or as they put it.</summary>
/// <param name="Body">The text as they put it; nothing for the whole.</param>
/// <param name="FromVersion">The version that they put it against.</param>
[SignedIn("whoever writes the text and takes part there, the pen and the committee, which the desk asks for"), Official]
public sealed record AcceptAmendment(AmendmentId Id, string? Body = null, int? FromVersion = null) : ICommand<int>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Body is not null && FromVersion is null) yield return Refusal.Invalid("fromVersion", "version.unknown");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => AmendmentDesk.PlaceAsync(db, caller, Id, stop);
}

public sealed class AcceptAmendmentHandler(AmendmentDesk desk, TalkLimits limits) : IRequestHandler<AcceptAmendment, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(AcceptAmendment request, CancellationToken stop)
    {
        var (amendment, proposal) = await desk.LoadAsync(request.Id, stop);
        var signed = await desk.SignAsync(proposal, stop);
        if (!signed.Ok) return Outcome<int>.Refused(signed.Refusals);
        var (by, committee) = signed.Value;
        if (request.Body is null) return amendment.Accept(proposal, by, committee, null, desk.Now, desk.Person);
        // Words that stand in the text or in the amendment are none of theirs.
        if (await limits.BarsWordsAsync(proposal.CommunityId, request.Body, stop, before: $"{proposal.Versions.MaxBy(v => v.Number)!.Body.Source}\n\n{amendment.Body.Source}") is { } barred) return barred;
        return Markdown.Render("body", Plain.Lines(request.Body), Proposal.LongestBody).Then(body => amendment.Accept(proposal, by, committee, (body, request.FromVersion!.Value), desk.Now, desk.Person));
    }
}
