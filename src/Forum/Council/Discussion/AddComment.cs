using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>Words of a version of the proposal that a comment speaks of; the one that was read where none is named.</summary>
public sealed record Passage(string? Words, int? Version = null);

/// <summary>Somebody comments on a proposal, for, against or neither, or answers a comment.</summary>
/// <param name="Version">The version of the proposal that was read, to which the comment is given; else that of its quote, else the newest.</param>
[Requires(Right.TakePart), Official]
public sealed record AddComment(ProposalId Proposal, string? Body, Stance? Stance, CommentId? ReplyTo = null, UnitId? OnBehalfOf = null, Passage? Quote = null, int? Version = null) : ICommand<CommentId>, IAt, IShaped, IGrouped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Stance is null) yield return Refusal.Invalid("stance", "stance.missing");
        if (Words.Check("body", Body, Comment.LongestBody) is { } body) yield return body;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);

    /// <summary>Whoever speaks twice at once is counted between, by what limits how often they may.</summary>
    public object? Apart(Caller caller) => caller.AccountId;

    /// <summary>Its words with their HTML, once they were looked over.</summary>
    internal Markup? Screened { get; set; }
}

/// <summary>Renders the words before they wait for the writer: that takes longer than all the rest.</summary>
public sealed class CommentScreen : IScreen<AddComment>
{
    public Task<Outcome<Done>> ScreenAsync(AddComment request, CancellationToken stop) => Task.FromResult(Markdown.Render("body", request.Body, Comment.LongestBody).Map(body =>
    {
        request.Screened = body;
        return default(Done);
    }));
}

public sealed class AddCommentHandler(ForumDb db, Desk desk, IdSource ids, TimeProvider time, TalkLimits limits) : IGroupHandler<AddComment, Outcome<CommentId>>
{
    private readonly Dictionary<ProposalId, (Proposal Proposal, string Path)> _about = [];
    private readonly Dictionary<(ProposalId, CommentId), Comment> _said = [];

    public async Task GatherAsync(IReadOnlyList<(AddComment Request, Caller Caller)> group, CancellationToken stop)
    {
        foreach (var id in group.Select(g => g.Request.Proposal).Distinct())
        {
            var proposal = await db.Proposals.SingleAsync(p => p.Id == id, stop);
            _about[id] = (proposal, await db.PathAsync(proposal.PlaceId, stop));
        }
        List<CommentId> answered = [.. group.Select(g => g.Request.ReplyTo).OfType<CommentId>().Distinct()];
        if (answered.Count == 0) return;
        // An answer to an answer is one to the head of its thread.
        var heads = db.Comments.Where(c => answered.Contains(c.Id)).Select(c => c.ReplyTo);
        await foreach (var said in db.Comments.Where(c => answered.Contains(c.Id) || heads.Contains(c.Id)).AsAsyncEnumerable()) _said[(said.ProposalId, said.Id)] = said;
    }

    public async Task<Outcome<CommentId>> Handle(AddComment request, CancellationToken stop)
    {
        var (proposal, path) = _about[request.Proposal];
        if (desk.Caller.Sign(request.OnBehalfOf is null ? Right.TakePart : Right.SpeakForUnit, path, request.OnBehalfOf) is not { } by) return Refusal.Forbidden;
        var answered = request.ReplyTo is { } id ? _said.GetValueOrDefault((proposal.Id, id)) : null;
        if (request.ReplyTo is not null && answered is null) return Refusal.NotFound;
        var head = answered?.ReplyTo is { } first ? _said[(proposal.Id, first)] : answered;
        if ((answered?.BarsAnswers ?? head?.BarsAnswers) is { } hidden) return hidden;
        if (await limits.BarsAsync(proposal, request.Body, stop) is { } barred) return barred;
        return About(proposal, request.Version, request.Quote).Then(about => proposal.NextComment()
            .Then(seq => Comment.Say(ids.New<CommentId>(), proposal.CommunityId, proposal.Id, seq, about.Version, head, request.Stance!.Value, request.Screened!, by, time.GetUtcNow(), about.Quote))
            .Map(comment => db.Comments.Add(comment).Entity.Id));
    }

    /// <summary>The version that a comment is given to, and the passage that it quotes.</summary>
    internal static Outcome<(int Version, Quote? Quote)> About(Proposal proposal, int? version, Passage? passage) =>
        Quoted(proposal, passage, version).Then(quote => proposal.VersionRead(version ?? quote?.Version).Map(given => (given, quote)));

    private static Outcome<Quote?> Quoted(Proposal proposal, Passage? passage, int? read)
    {
        if (Words.IsBlank(passage?.Words)) return (Quote?)null;
        var version = passage.Version ?? read ?? proposal.Versions.Count;
        return proposal.Versions.SingleOrDefault(v => v.Number == version) is { } text
            ? Quote.Of(version, passage.Words, PlainText.Of(text.Body.Html)).Map(found => (Quote?)found) : Refusal.Invalid("quote", "quote.not-there", new Fact("version", version));
    }
}

public static class Threads
{
    /// <summary>The head of the thread that a comment of the proposal is in; refused where either is hidden.</summary>
    public static async Task<Outcome<Comment?>> HeadAsync(this ForumDb db, ProposalId proposal, CommentId? answered, CancellationToken stop)
    {
        if (answered is null) return (Comment?)null;
        if (await db.Comments.SingleOrDefaultAsync(c => c.Id == answered && c.ProposalId == proposal, stop) is not { } found) return Refusal.NotFound;
        var head = found.ReplyTo is { } first ? await db.Comments.SingleAsync(c => c.Id == first, stop) : found;
        return (found.BarsAnswers ?? head.BarsAnswers) is { } hidden ? hidden : (Comment?)head;
    }
}
