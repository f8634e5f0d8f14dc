using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Council.Steps;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Merging;

/// <summary>Somebody writes down what a supporter without an account says of the proposal that stays; only with a yes do they endorse it, by word.</summary>
/// <param name="Agreed">That the person said so and agrees to their name being kept.</param>
/// <param name="Version">The version that was read to them; a yes is refused where it is no longer the newest. Without it the newest.</param>
[SignedIn("who may write down for people, which the handler asks for"), Official]
public sealed record WriteDownMergerReply(ProposalMergerId Id, PersonId? Person, bool? Supports, bool Agreed, int? Version = null) : ICommand<Done>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Person is null) yield return Refusal.Invalid("personId", "spoken.whose");
        if (!Agreed) yield return Refusal.Invalid("agreed", "spoken.agreed");
        foreach (var wrong in YesOrNo.Wrong("supports", Supports)) yield return wrong;
    }
}

public sealed class WriteDownMergerReplyHandler(ForumDb db, MergerQuestions questions, SpokenDesk desk, TimeProvider time) : IRequestHandler<WriteDownMergerReply, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(WriteDownMergerReply request, CancellationToken stop)
    {
        var opened = await questions.OpenAsync(request.Id, stop);
        if (!opened.Ok) return Outcome<Done>.Refused(opened.Refusals);
        var (merger, _, into, ways) = opened.Value;
        var ask = await db.SpokenMergerAsks.SingleOrDefaultAsync(a => a.MergerId == merger.Id && a.PersonId == request.Person, stop);
        if (ways.FirstOrDefault(w => w.Endorsed == (ask?.Endorsed ?? merger.From)) is not { } way || await desk.PersonAsync(way.Path, request.Person!.Value, stop) is not { } from) return Refusal.Invalid("personId", "spoken.whose");
        var account = await db.Accounts.AnyAsync(a => a.PersonId == from.PersonId, stop);
        var already = await db.SpokenMergerReplies.AnyAsync(r => r.MergerId == merger.Id && r.PersonId == from.PersonId, stop);
        if (request.Supports!.Value && into.VersionRead(request.Version) is { Ok: false } unknown) return Outcome<Done>.Refused(unknown.Refusals);
        var reply = merger.ReplyFor(into, from, way.By, ask is not null, account, already, request.Supports.Value, time.GetUtcNow());
        if (!reply.Ok) return Outcome<Done>.Refused(reply.Refusals);
        db.SpokenMergerReplies.Add(reply.Value);
        if (!request.Supports.Value || await db.SpokenAsync(into.Id, from.PersonId, stop) is not null) return Outcome.Done;
        return into.EndorseFor(from, way.By, false, time.GetUtcNow(), request.Version).Map(made => { db.SpokenEndorsements.Add(made); return default(Done); });
    }
}

/// <summary>The supporters without an account whose answer the caller may write down still.</summary>
[SignedIn("who may write down for people, which the handler asks for")]
public sealed record FindMergerSpeakers(ProposalMergerId Id) : IQuery<MergerSpeakersView>;

/// <param name="Version">The newest version of the one that stays.</param>
public sealed record MergerSpeakersView(ProposalMergerId Id, ProposalId From, string FromTitle, ProposalId Into, string IntoTitle, int Version, bool IsOpen, IReadOnlyList<Speaker> People)
{
    /// <summary>Whether supporters of what had gone into the one that went are asked too.</summary>
    public bool Carried { get; init; }

    /// <summary>The merger that asks them instead, since the one that stayed went on into another.</summary>
    public ProposalMergerId? MovedTo { get; init; }
}

public sealed class FindMergerSpeakersHandler(MergerQuestions questions, MergerSupporters supporters) : IRequestHandler<FindMergerSpeakers, Outcome<MergerSpeakersView>>
{
    public async Task<Outcome<MergerSpeakersView>> Handle(FindMergerSpeakers request, CancellationToken stop)
    {
        var opened = await questions.OpenAsync(request.Id, stop);
        if (!opened.Ok) return Outcome<MergerSpeakersView>.Refused(opened.Refusals);
        var (merger, from, into, ways) = opened.Value;
        return new MergerSpeakersView(
            merger.Id, from.Id, from.Title, into.Id, into.Title, into.Versions.Count, into.IsOpen,
            [.. (await questions.ToAskAsync(opened.Value, stop)).Select(f => new Speaker(f.Person.Id, f.Person.VerifiedName, f.Home))])
        {
            Carried = ways.Any(w => w.Endorsed != from.Id), MovedTo = into.Ending is { Kind: EndingKind.Merged } ? (await supporters.OnAsync(into.Id, stop))?.Id : null,
        };
    }
}
