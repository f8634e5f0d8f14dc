using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Discussion;

/// <summary>What a comment takes up.</summary>
public enum Stance
{
    /// <summary>赞成</summary>
    For = 1,
    /// <summary>反对</summary>
    Against,
    /// <summary>不表态，说一点</summary>
    Neither,
}

/// <summary>What somebody says of a proposal, of the version of that day.</summary>
public sealed partial class Comment : Aggregate
{
    /// <summary>The longest comment, in characters as people count them.</summary>
    public const int LongestBody = 4000;

    private Comment() { }

    /// <summary>The comment.</summary>
    public CommentId Id { get; private set; }

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>Its number in the discussion, from 1; never reused.</summary>
    public int Seq { get; private set; }

    /// <summary>The version it speaks of.</summary>
    public int Version { get; private set; }

    /// <summary>The comment it answers, which is no answer itself.</summary>
    public CommentId? ReplyTo { get; private set; }

    /// <summary>What it takes up.</summary>
    public Stance Stance { get; private set; }

    /// <summary>The words.</summary>
    public Markup Body { get; private set; } = new("", "");

    /// <summary>Who says so, and in whose name.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>How many agree.</summary>
    public int Agreed { get; private set; }

    /// <summary>Set where a moderator hid it.</summary>
    public Hiding? Hidden { get; private set; }

    /// <summary>Why it may not be answered; nothing where it may.</summary>
    public Refusal? BarsAnswers => Hidden is null ? null : Refusal.Conflict("comment.hidden");

    /// <summary>Somebody comments. An answer, be it to an answer, is given with the head of its thread, which counts it.</summary>
    public static Outcome<Comment> Say(
        CommentId id, PlaceId community, ProposalId proposal, int seq, int version, Comment? head, Stance stance, Markup body, Byline by, DateTimeOffset now, Quote? quote = null, Heard? from = null)
    {
        if (Words.Check("body", body.Source, LongestBody) is { } wrong) return wrong;
        if (head is { ReplyTo: not null }) throw new ArgumentException("An answer heads no thread.", nameof(head));
        var comment = new Comment
        {
            Id = id, CommunityId = community, ProposalId = proposal, Seq = seq, Version = version, ReplyTo = head?.Id, Nth = head?.NextAnswer() ?? 0,
            Stance = stance, Body = body, By = by, At = now, Quote = quote, From = from,
        };
        comment.Raise(new CommentAdded(community, proposal, id, comment.ReplyTo, stance, body.Source));
        if (from is not null) comment.Raise(new Spoken.CommentWrittenDown(community, proposal, id, from.PersonId));
        return comment;
    }

    /// <summary>Somebody else agrees, with the version of the words that they read (from 1; nothing for the newest). Once for each account, which the database holds too.</summary>
    public Outcome<Agreement> Agree(AccountId who, bool already, PersonId? person = null, int? edition = null)
    {
        if (Gone is { } gone) return gone;
        if (who == By.AccountId || (person is not null && person == From?.PersonId)) return Refusal.Conflict("comment.own");
        if (already) return Refusal.Conflict("comment.agreed");
        if (edition is { } read && read != Edits + 1) return Refusal.Conflict("comment.newer-words");
        Agreed++;
        Raise(new CommentAgreed(CommunityId, ProposalId, Id));
        return new Agreement(Id, who);
    }

    /// <summary>Whoever agreed does so no more, be it that the words were changed.</summary>
    /// <param name="agreement">Their agreement with this comment; nothing where there is none.</param>
    public Outcome<Done> TakeBack(Agreement? agreement)
    {
        if (Gone is { } gone) return gone;
        if (agreement is null) return Refusal.Conflict("comment.not-agreed");
        Agreed--;
        Raise(new CommentAgreed(CommunityId, ProposalId, Id));
        return Outcome.Done;
    }
}

/// <summary>Somebody's agreement with a comment.</summary>
public sealed class Agreement
{
    private Agreement() { }

    internal Agreement(CommentId comment, AccountId account) => (CommentId, AccountId) = (comment, account);

    /// <summary>The comment.</summary>
    public CommentId CommentId { get; private set; }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }
}
