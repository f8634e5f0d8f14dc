using Forum.Domain.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Forum.Accounts;

/// <summary>A sign-in. Its display name is what others read; the verified name stays on the register.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public AccountId AccountId => new(Id);

    public string DisplayName { get; set; } = "";

    /// <summary>The person on the register behind it; none for those who only hold an office.</summary>
    public PersonId? PersonId { get; set; }

    public PlaceId CommunityId { get; set; }

    /// <summary>Since when there is this account, UTC.</summary>
    public DateTimeOffset MadeAt { get; set; }
}

/// <summary>A signed-in device. Only the hash of its token is kept; ending it ends cookie, token and open connections.</summary>
public sealed class Session
{
    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }
    public required string TokenHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}
