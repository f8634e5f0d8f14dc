using Forum.Council.Amendments;
using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Summaries;
using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Council.Summaries;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Evaluations;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Reception;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>A text that may be reported or hidden, with the place of its matter.</summary>
/// <param name="About">The matter whose declared interests count; nothing where a decision names none.</param>
/// <param name="Title">What it is called, where it is a matter of its own.</param>
public sealed record ModeratedText(IModerated Said, PlaceId PlaceId, string Path, AtStake? About, string? Title)
{
    /// <summary>The account of whoever spoke it, where another wrote it down.</summary>
    public AccountId? Speaker { get; init; }

    /// <summary>Who spoke it, where another wrote it down.</summary>
    public SpokenBy? From { get; init; }

    /// <summary>Who writes the proposal, or wrote the summary, that it is said of.</summary>
    public IReadOnlySet<AccountId> Writers { get; init; } = new HashSet<AccountId>();

    /// <summary>Whether somebody has a part in it, as speaker or since it is said of what they write, and so keeps no order there.</summary>
    public bool HasPart(AccountId account) => Writers.Contains(account) || IsOf(account);

    /// <summary>Whether others said it of what the caller writes.</summary>
    public bool IsSaidOf(Caller caller) => caller.AccountId is { } me && Writers.Contains(me) && !IsOf(caller);

    /// <summary>Whether these are somebody's words, by themselves or written down for them.</summary>
    public bool IsOf(AccountId account) => account == Speaker || Said.IsOf(account, null);

    /// <summary>Whether these are the caller's words.</summary>
    public bool IsOf(Caller caller) => caller.AccountId is { } me && Said.IsOf(me, caller.PersonId);

    /// <summary>Which version of the words stands there now, from 1.</summary>
    public int Edition => Said.Edits + 1;

    /// <summary>Why nobody may judge or report it by the version that they read; nothing where that is the newest, or they name none.</summary>
    public Refusal? BarsJudging(int? edition) => edition is { } read && read != Edition ? Refusal.Conflict("judge.edited") : null;

    /// <summary>The proposal that it belongs to, if it does.</summary>
    public ProposalId? Proposal => About?.Proposal;
}

/// <summary>Finds texts of every kind that can be reported and hidden.</summary>
public static class ModeratedTexts
{
    /// <summary>Where a text is, if the caller sees the matter that it belongs to; a hidden proposal or concern is there for those who saw it before, though not its words.</summary>
    public static async Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, TextRef text, CancellationToken stop) => text.Kind switch
    {
        TextKind.Comment => await CommentPlace.OfAsync(db, caller, new(text.Id), stop),
        TextKind.Proposal => await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == new ProposalId(text.Id)).InReachOf(caller)
            .Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new PlaceOf(p.CommunityId, place.Path)).SingleOrDefaultAsync(stop),
        TextKind.Concern => await db.Concerns.AsNoTracking().IgnoreAutoIncludes().Where(c => c.Id == new ConcernId(text.Id)).InSightOf(caller, db)
            .Join(db.Places, c => c.PlaceId, place => place.Id, (c, place) => new PlaceOf(c.CommunityId, place.Path)).SingleOrDefaultAsync(stop),
        TextKind.Amendment => await AmendmentDesk.PlaceAsync(db, caller, new(text.Id), stop),
        TextKind.Summary => await ProposalVisibility.PlaceAsync(db, caller, await db.Summaries.Where(s => s.Id == new SummaryId(text.Id)).Select(s => s.ProposalId).SingleOrDefaultAsync(stop), stop),
        TextKind.Dispute => await ProposalVisibility.PlaceAsync(db, caller, await db.SummaryDisputes.Where(d => d.Id == new DisputeId(text.Id) && db.Summaries.Shown().Any(s => s.ProposalId == d.ProposalId && s.Number == d.SummaryNumber)).Select(d => d.ProposalId).SingleOrDefaultAsync(stop), stop),
        TextKind.Objection => await PollVisibility.PlaceAsync(db, caller, await db.Objections.Where(o => o.Id == new ObjectionId(text.Id)).Select(o => o.PollId).SingleOrDefaultAsync(stop), stop),
        TextKind.Remark => await Remarks.PlaceAsync(db, caller, new(text.Id), stop),
        _ => await CallVisibility.PlaceAsync(db, caller, await db.Contributions.IgnoreAutoIncludes().Where(c => c.Id == new ContributionId(text.Id)).Select(c => c.CallId).SingleOrDefaultAsync(stop), stop),
    };

    /// <summary>The text itself, with its writers.</summary>
    public static async Task<ModeratedText> TextAsync(this ForumDb db, TextRef text, CancellationToken stop)
    {
        var (said, place, about) = text.Kind switch
        {
            TextKind.Comment => await db.OfProposalAsync(await db.Comments.AsTracking().SingleAsync(c => c.Id == new CommentId(text.Id), stop), c => c.ProposalId, stop),
            TextKind.Proposal => await db.ProposalAsync(new(text.Id), stop),
            TextKind.Concern => await db.ConcernAsync(new(text.Id), stop),
            TextKind.Amendment => await db.OfProposalAsync(await db.Amendments.AsTracking().SingleAsync(a => a.Id == new AmendmentId(text.Id), stop), a => a.ProposalId, stop),
            TextKind.Summary => await db.OfProposalAsync(await db.Summaries.AsTracking().SingleAsync(s => s.Id == new SummaryId(text.Id), stop), s => s.ProposalId, stop),
            TextKind.Dispute => await db.OfProposalAsync(await db.SummaryDisputes.AsTracking().SingleAsync(d => d.Id == new DisputeId(text.Id), stop), d => d.ProposalId, stop),
            TextKind.Objection => await db.ObjectionAsync(new(text.Id), stop),
            TextKind.Remark => await db.RemarkAsync(new(text.Id), stop),
            _ => await db.ContributionAsync(new(text.Id), stop),
        };
        return new(said, place, await db.PathAsync(place, stop), about, said switch { Proposal p => p.Title, Concern c => c.Title, _ => null }) { Speaker = await db.SpeakerAsync(said, stop), From = SpokenBy.From(HeardOf(said)), Writers = await db.WritersAsync(said, about, stop) };
    }

    /// <summary>Whose words they are: who signs, who writes along, and who spoke them; without an account to be told at the door.</summary>
    public static async Task<(IReadOnlyList<AccountId> Accounts, IReadOnlyList<PersonId> AtDoor)> AuthorsAsync(this ForumDb db, TextRef text, CancellationToken stop)
    {
        var about = await db.TextAsync(text, stop);
        List<AccountId> all = [about.Said.Writer];
        if (about.Said is Proposal p) all.AddRange(p.CoAuthors.Where(c => c.Writes).Select(c => c.AccountId));
        if (about.Speaker is { } speaker) all.Add(speaker);
        return ([.. all.Distinct()], about.Speaker is null && HeardOf(about.Said)?.PersonId is { } person ? [person] : []);
    }

    private static async Task<IReadOnlySet<AccountId>> WritersAsync(this ForumDb db, IModerated said, AtStake? about, CancellationToken stop)
    {
        HashSet<AccountId> all = about is { } stake ? [.. await db.WritersAsync(stake, stop)] : [];
        if (said is SummaryDispute d) all.Add(await db.Summaries.Where(s => s.ProposalId == d.ProposalId && s.Number == d.SummaryNumber).Select(s => s.By.AccountId).SingleAsync(stop));
        return all;
    }

    private static async Task<AccountId?> SpeakerAsync(this ForumDb db, IModerated said, CancellationToken stop)
    {
        var person = HeardOf(said)?.PersonId;
        return person is null ? null : await db.Accounts.Where(a => a.PersonId == person).Select(a => (AccountId?)new AccountId(a.Id)).FirstOrDefaultAsync(stop);
    }

    private static Heard? HeardOf(IModerated said) => said switch { Comment c => c.From, Contribution c => c.From, Proposal p => p.From, _ => null };

    private static async Task<(IModerated, PlaceId, AtStake)> OfProposalAsync<T>(this ForumDb db, T text, Func<T, ProposalId> of, CancellationToken stop) where T : IModerated
    {
        var proposal = of(text);
        return (text, await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.PlaceId).SingleAsync(stop), proposal);
    }

    private static async Task<(IModerated, PlaceId, AtStake)> ConcernAsync(this ForumDb db, ConcernId id, CancellationToken stop)
    {
        var concern = await db.Concerns.AsTracking().SingleAsync(c => c.Id == id, stop);
        return (concern, concern.PlaceId, id);
    }

    private static async Task<(IModerated, PlaceId, AtStake)> ProposalAsync(this ForumDb db, ProposalId id, CancellationToken stop)
    {
        var proposal = await db.Proposals.Include(p => p.CoAuthors).AsSplitQuery().AsTracking().SingleAsync(p => p.Id == id, stop);
        return (proposal, proposal.PlaceId, id);
    }

    private static async Task<(IModerated, PlaceId, AtStake)> ObjectionAsync(this ForumDb db, ObjectionId id, CancellationToken stop)
    {
        var objection = await db.Objections.AsTracking().SingleAsync(o => o.Id == id, stop);
        return (objection, await db.Polls.IgnoreAutoIncludes().Where(p => p.Id == objection.PollId).Select(p => p.PlaceId).SingleAsync(stop), await db.InPollAsync(objection.PollId, stop));
    }

    private static async Task<(IModerated, PlaceId, AtStake)> ContributionAsync(this ForumDb db, ContributionId id, CancellationToken stop)
    {
        var contribution = await db.Contributions.AsTracking().SingleAsync(c => c.Id == id, stop);
        var call = await db.Calls.IgnoreAutoIncludes().Where(c => c.Id == contribution.CallId).Select(c => new { c.PlaceId, c.Matter }).SingleAsync(stop);
        return (contribution, call.PlaceId, Recusal.InCall(contribution.CallId, call.Matter));
    }
}
