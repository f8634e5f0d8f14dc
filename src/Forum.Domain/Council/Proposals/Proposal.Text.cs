using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

public sealed partial class Proposal
{
    /// <inheritdoc />
    protected override AccountId Lead => Author.AccountId;

    /// <inheritdoc />
    protected override Refusal? Settled => IsOpen ? null : Refusal.Conflict("proposal.frozen");

    /// <inheritdoc />
    protected override IEvent Changed(AccountId who, CoAuthorChange change) => new ProposalCoAuthored(CommunityId, Id, who, change);

    /// <summary>How somebody signs who writes this text; nothing for anybody else.</summary>
    public Byline? WriterOf(AccountId? who, PersonId? person = null) =>
        IsSpokenBy(person) && who is { } own ? new(own, From!.Name, Role.Resident, From.Of) : who == Author.AccountId ? Author : CoAuthors.FirstOrDefault(c => c.Writes && c.AccountId == who)?.By;

    /// <summary>
    /// Whoever writes the text puts a new version beside the old. Refused where it was begun from another version than the
    /// newest, so that nobody writes over what they have not read.
    /// </summary>
    public Outcome<Done> Revise(Byline by, Markup body, int? from, DateTimeOffset now, PersonId? person = null) =>
        IsChanging && IsWrittenBy(by.AccountId, person) && MovedOn(from) is { } other ? other : Revise(by, body, now, person);

    /// <summary>An accepted amendment becomes a version, with credit to it.</summary>
    internal Outcome<int> Take(AmendmentId amendment, int from, Markup body, Byline by, DateTimeOffset now)
    {
        if (!IsChanging) return Refusal.Conflict("proposal.frozen");
        return MovedOn(from) is { } other ? other : AddVersion(by, body, amendment, now);
    }

    private Outcome<int> AddVersion(Byline by, Markup body, AmendmentId? amendment, DateTimeOffset now)
    {
        if (body.Source == _versions[^1].Body.Source) return Refusal.Conflict("proposal.same");
        _versions.Add(new(_versions.Count + 1, body, by, now, amendment));
        Raise(new ProposalRevised(CommunityId, Id, _versions.Count, body.Source));
        return _versions.Count;
    }

    /// <summary>The draft that it was written in and that is gone since; nothing where it was written at once.</summary>
    public DraftId? FromDraft { get; private set; }

    /// <summary>Those co-authors of the draft that it came from who may write here write along.</summary>
    public void TakeOver(ProposalDraft draft, IReadOnlyCollection<AccountId> writing, Func<CoAuthorId> newId)
    {
        FromDraft = draft.Id;
        base.TakeOver(draft, writing, newId);
    }

    private Refusal? MovedOn(int? from) => Overtaken.Check("proposal.moved-on", from, _versions.Count);
}
