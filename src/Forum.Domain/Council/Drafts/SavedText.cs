using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Drafts;

/// <summary>One saved text of a draft. Added, never changed.</summary>
public sealed class SavedText
{
    private SavedText() { }

    internal SavedText(DraftId draft, int number, int from, DraftText text, AccountId by, bool byItself, bool aside, DateTimeOffset begun, DateTimeOffset at)
    {
        (DraftId, Number, From, By, ByItself, Aside, BegunAt, At) = (draft, number, from, by, byItself, aside, begun, at);
        (Title, Body, PlaceId, OnBehalfOf, Category) = text;
    }

    /// <summary>The draft.</summary>
    public DraftId DraftId { get; private set; }

    /// <summary>From 1, in the order of saving.</summary>
    public int Number { get; private set; }

    /// <summary>The text that it was begun from; 0 for the first.</summary>
    public int From { get; private set; }

    /// <summary>The title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The words.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The place.</summary>
    public PlaceId? PlaceId { get; private set; }

    /// <summary>The body it is to be put forward for.</summary>
    public UnitId? OnBehalfOf { get; private set; }

    /// <summary>The category; nothing where none was chosen.</summary>
    public string? Category { get; private set; }

    /// <summary>Who wrote it.</summary>
    public AccountId By { get; private set; }

    /// <summary>Whether it was saved while somebody was writing, by itself.</summary>
    public bool ByItself { get; private set; }

    /// <summary>Whether another text had come in between, so that this one only lies beside the draft.</summary>
    public bool Aside { get; private set; }

    /// <summary>When the sitting began in which it was saved, UTC.</summary>
    public DateTimeOffset BegunAt { get; private set; }

    /// <summary>When it was saved, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What it says.</summary>
    public DraftText Text => new(Title, Body, PlaceId, OnBehalfOf, Category);
}
