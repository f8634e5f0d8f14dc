using Forum.Domain.Kernel;

namespace Forum.Notifications;

/// <summary>One line for certain people about something that happened: the key of its text, the facts in it, and where it leads.</summary>
/// <param name="Facts">What stands in the places of the text, as it was written. Where the name begins with <see cref="Key"/> it is the key of a text itself.</param>
/// <param name="Concern">The concern it speaks of; who may not see that does not see the line.</param>
/// <param name="Matter">The topic under which it is grouped, followed and muted; where none is given, that of the page it leads to.</param>
public sealed record News(string Text, IReadOnlyDictionary<string, string> Facts, string Href, IReadOnlyCollection<AccountId> Whom, ConcernId? Concern = null, string? Matter = null)
{
    /// <summary>Before the name of a fact: its value is the portal's own key of a text, never what somebody wrote.</summary>
    public const char Key = '@';

    /// <summary>Another proposal that it names; as long as that is hidden, so is the line.</summary>
    public ProposalId? Other { get; init; }

    /// <summary>What came of something that they did themselves: whoever muted the matter hears it all the same.</summary>
    public bool Own { get; init; }

    /// <summary>Those without an account whom it concerns: it stands on the list of whoever tells people at the door.</summary>
    public IReadOnlyCollection<PersonId> PassOn { get; init; } = [];

    /// <summary>The matter's topic; nothing where the line leads to no matter's page, is about the reader's own act, or says why something is hidden.</summary>
    public string? Topic => Matter ?? (!Own && !Href.EndsWith("/hiding", StringComparison.Ordinal) && Href.TrimStart('/').Split('/', '#', '?') is ["concerns" or "proposals" or "calls" or "polls" or "offers" or "decisions" or "dispatches", var id, ..] && Guid.TryParse(id, out _) ? $"{Href.Split('/')[1]}/{id}" : null);
}

/// <summary>A feature's answer to: who is told of this, and how? Asked after the commit; the one who did it is left out.</summary>
public interface INewsmaker
{
    Task<News?> OfAsync(IEvent happened, CancellationToken stop);
}
