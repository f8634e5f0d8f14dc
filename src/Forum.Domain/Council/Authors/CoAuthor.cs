using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Authors;

/// <summary>A co-author's line under a text.</summary>
public readonly record struct CoAuthorId(Guid Value) : IId<CoAuthorId>
{
    /// <inheritdoc />
    public static CoAuthorId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>Somebody invited to write along: invited, joined, and in the end gone. A line that ended stays as it is; a new invitation is a new line.</summary>
public sealed class CoAuthor
{
    private CoAuthor() { }

    internal CoAuthor(CoAuthorId id, AccountId account, string name, DateTimeOffset now) => (Id, AccountId, Name, InvitedAt) = (id, account, name, now);

    /// <summary>The line.</summary>
    public CoAuthorId Id { get; private set; }

    /// <summary>Who.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>What they were called then.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The role they signed by; none before they joined.</summary>
    public Role? As { get; private set; }

    /// <summary>The building or body they signed with.</summary>
    public string Of { get; private set; } = "";

    /// <summary>When they were invited, UTC.</summary>
    public DateTimeOffset InvitedAt { get; private set; }

    /// <summary>When they joined, UTC.</summary>
    public DateTimeOffset? JoinedAt { get; private set; }

    /// <summary>When they left, said no, or were taken off, UTC.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whether the line holds: invited or joined, and not ended.</summary>
    public bool Holds => EndedAt is null;

    /// <summary>Whether they write along now.</summary>
    public bool Writes => JoinedAt is not null && EndedAt is null;

    /// <summary>As they signed; nothing before they joined.</summary>
    public Byline? By => As is { } role ? new(AccountId, Name, role, Of) : null;

    internal void Join(Byline by, DateTimeOffset now) => (Name, As, Of, JoinedAt) = (by.Name, by.As, by.Of, now);

    internal void End(DateTimeOffset now) => EndedAt = now;

    internal CoAuthor Copy(CoAuthorId id) => new(id, AccountId, Name, InvitedAt) { As = As, Of = Of, JoinedAt = JoinedAt };
}
