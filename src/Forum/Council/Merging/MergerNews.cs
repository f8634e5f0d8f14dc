using Forum.Council.Spoken;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Merging;

/// <summary>The author of the proposal that is to stay hears of the offer, who offered hears of a no, and of an end without an answer; after a yes each supporter of the one that went is asked. Of these, <see cref="MergerQuestions"/> asks those without an account.</summary>
public sealed class MergerNews(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        MergerOffered e => await db.ToAuthorAsync("news.merger-offered", e.Into, e.From, stop),
        MergerAnswered { Agrees: false } e => await db.ToAuthorAsync("news.merger-declined", e.From, e.Into, stop),
        // What ended may be hidden: it is not named.
        MergerEnded { Kind: MergerEnd.Lapsed } e => await db.ToAuthorAsync("news.merger-lapsed", e.From, null, stop),
        // Asked on the page of the one that stays.
        MergerAnswered e => await db.MergerLineAsync("news.merger-ask", e.From, e.Into, await db.AskedAccountsAsync(e.Merger, e.From, false, stop), [], stop, e.Into),
        _ => null,
    };
}

/// <summary>Whoever was asked about the proposal that went, and has not answered, hears that they are asked about the one that stays instead.</summary>
public sealed class MergerWentOn(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) =>
        happened is MergerAnswered { Agrees: true } e ? await db.MergerLineAsync("news.merger-ask-on", e.From, e.Into, await db.AskedAccountsAsync(e.Merger, e.From, true, stop), [], stop, e.Into) : null;
}

/// <summary>The author who was to answer an offer hears that no answer is due any more.</summary>
public sealed class MergerOver(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) =>
        happened is MergerEnded e ? await db.ToAuthorAsync(e.Kind == MergerEnd.TakenBack ? "news.merger-taken-back" : "news.merger-over", e.Into, e.From, stop) : null;
}

/// <summary>Whoever took part in the proposal that went hears that it was joined.</summary>
public sealed class MergerWent(ForumDb db, IEnumerable<ITookPart> parts) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) =>
        happened is MergerAnswered { Agrees: true } e ? await db.MergerLineAsync("news.merger-joined", e.From, e.Into, await parts.WhoAsync([$"proposals/{e.From}"], stop), await parts.OthersAsync(db, e.From, e.Merger, stop), stop) : null;
}

/// <summary>Whoever took part in the proposal that stays hears that another was joined to it.</summary>
public sealed class MergerCame(ForumDb db, IEnumerable<ITookPart> parts) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) =>
        happened is MergerAnswered { Agrees: true } e ? await db.MergerLineAsync("news.merger-came", e.Into, e.From, await parts.WhoAsync([$"proposals/{e.Into}"], stop), await parts.OthersAsync(db, e.Into, e.Merger, stop), stop) : null;
}

internal static class MergerLines
{
    /// <summary>A line for the author of a proposal, for whoever spoke it too.</summary>
    public static async Task<News> ToAuthorAsync(this ForumDb db, string text, ProposalId of, ProposalId? other, CancellationToken stop)
    {
        var (whom, passOn) = await db.AuthorOfAsync(of, stop);
        return await db.MergerLineAsync(text, of, other, whom, passOn, stop);
    }

    /// <param name="title">The proposal that the line is about.</param>
    /// <param name="other">Another that it names.</param>
    /// <param name="page">Where it leads, if elsewhere.</param>
    public static async Task<News> MergerLineAsync(this ForumDb db, string text, ProposalId title, ProposalId? other, IReadOnlyCollection<AccountId> whom, IReadOnlyCollection<PersonId> passOn, CancellationToken stop, ProposalId? page = null)
    {
        var called = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == title || p.Id == other).Select(p => new { p.Id, p.Title }).ToDictionaryAsync(p => p.Id, p => p.Title, stop);
        var leads = page ?? title;
        Dictionary<string, string> facts = new() { ["title"] = called[title] };
        if (other is { } named) facts["other"] = called[named];
        if (leads != title) facts["matter"] = called[leads];
        return new(text, facts, $"/proposals/{leads}", whom) { Other = leads == other ? title : other, PassOn = passOn };
    }

    /// <summary>Who endorsed a proposal through somebody's pen.</summary>
    public static Task<List<PersonId>> SpokenSupportersAsync(this ForumDb db, ProposalId proposal, CancellationToken stop) => db.SpokenEndorsements.AsNoTracking().Where(e => e.ProposalId == proposal).Select(e => e.PersonId).ToListAsync(stop);

    /// <summary>Who spoke of a proposal through somebody's pen and is not asked.</summary>
    public static async Task<HashSet<PersonId>> OthersAsync(this IEnumerable<ITookPart> parts, ForumDb db, ProposalId of, ProposalMergerId merger, CancellationToken stop)
    {
        var spoke = await parts.SpokeAsync([$"proposals/{of}"], stop);
        spoke.ExceptWith(await db.SpokenMergerAsks.AsNoTracking().Where(a => a.MergerId == merger).Select(a => a.PersonId).ToListAsync(stop));
        return spoke;
    }
}
