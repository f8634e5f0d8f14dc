using Forum.Domain.Kernel;
using Forum.Foundation.Finding;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Search;

/// <summary>What can be found.</summary>
public enum SearchKind { Concern = 1, Proposal, Comment, Poll, Notice, Decision, Offer, Call, Contribution }

/// <summary>The text of a matter as it is now, for finding it.</summary>
/// <param name="Matter">The proposal that a comment belongs to.</param>
/// <param name="Call">The call that a contribution belongs to, and its number there.</param>
/// <param name="Stage">Where it stands, the word of its own enumeration.</param>
public sealed record SearchText(SearchKind Kind, Guid Subject, PlaceId CommunityId, PlaceId PlaceId, string? Number, string? Stage, DateTimeOffset At, string Title, string Body, ProposalId? Matter = null, (CallId Id, int Number)? Call = null);

/// <summary>A text as it was read for the index, with the words that were read. Who may see it is asked of the matter itself.</summary>
public sealed class SearchDocument
{
    private SearchDocument() { }

    public SearchDocument(SearchText text)
    {
        (Kind, SubjectId, CommunityId, Title, Body) = (text.Kind, text.Subject, text.CommunityId, "", "");
        (ConcernId, ProposalId, CommentId) = (text.Kind == SearchKind.Concern ? new(text.Subject) : null, text.Kind == SearchKind.Proposal ? new(text.Subject) : text.Matter, text.Kind == SearchKind.Comment ? new(text.Subject) : null);
        (PollId, DecisionId, OfferId) = (text.Kind is SearchKind.Poll or SearchKind.Notice ? new(text.Subject) : null, text.Kind == SearchKind.Decision ? new(text.Subject) : null, text.Kind == SearchKind.Offer ? new(text.Subject) : null);
        (CallId, ContributionId, ContributionNumber) = (text.Kind == SearchKind.Call ? new(text.Subject) : text.Call?.Id, text.Kind == SearchKind.Contribution ? new(text.Subject) : null, text.Call?.Number);
        Take(text);
    }

    /// <summary>One with its number, for writing many at once.</summary>
    public static SearchDocument Numbered(long id, SearchText text) => new(text) { Id = id };

    public long Id { get; private set; }
    public SearchKind Kind { get; private set; }
    public Guid SubjectId { get; private set; }
    public PlaceId CommunityId { get; private set; }
    public PlaceId PlaceId { get; private set; }
    public ConcernId? ConcernId { get; private set; }
    public ProposalId? ProposalId { get; private set; }
    public CommentId? CommentId { get; private set; }
    public PollId? PollId { get; private set; }
    public DecisionId? DecisionId { get; private set; }
    public OfferId? OfferId { get; private set; }
    public CallId? CallId { get; private set; }
    public ContributionId? ContributionId { get; private set; }

    /// <summary>A contribution's number within its call.</summary>
    public int? ContributionNumber { get; private set; }
    public string? Number { get; private set; }
    public string? Stage { get; private set; }
    public DateTimeOffset At { get; private set; }
    public string Title { get; private set; } = "";
    public string Body { get; private set; } = "";
    public string TitleWords { get; private set; } = "";
    public string BodyWords { get; private set; } = "";

    /// <summary>The edition of the <see cref="Tokeniser"/> that read it.</summary>
    public int Edition { get; private set; }

    /// <summary>Takes the text as it is now; the old words are found no more.</summary>
    public void Take(SearchText text)
    {
        (PlaceId, Number, Stage, At) = (text.PlaceId, text.Number, text.Stage, text.At);
        if (Edition == Tokeniser.Edition && Title == text.Title && Body == text.Body) return;
        (Title, Body, TitleWords, BodyWords, Edition) = (text.Title, text.Body, Tokeniser.Words(text.Title), Tokeniser.Words(text.Body), Tokeniser.Edition);
    }

    /// <summary>Whether it is what the text would become.</summary>
    public bool Holds(SearchText text) =>
        (PlaceId, Number, Stage, At, Title, Body, Edition) == (text.PlaceId, text.Number, text.Stage, text.At, text.Title, text.Body, Tokeniser.Edition) && TitleWords == Tokeniser.Words(Title) && BodyWords == Tokeniser.Words(Body);
}

public sealed class SearchMapping : IEntityTypeConfiguration<SearchDocument>
{
    public void Configure(EntityTypeBuilder<SearchDocument> document)
    {
        document.ToTable("SearchDocuments");
        document.HasKey(d => d.Id);
        document.HasIndex(d => new { d.Kind, d.SubjectId }).IsUnique();
    }
}
