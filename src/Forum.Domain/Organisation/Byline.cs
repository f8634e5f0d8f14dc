using Forum.Domain.Kernel;

namespace Forum.Domain.Organisation;

/// <summary>
/// How somebody signed what they said, as it was then: "name, role, of which building or body". Where
/// <paramref name="UnitId"/> is set they spoke for that body. Later changes of name or role do not touch it.
/// </summary>
public sealed record Byline(AccountId AccountId, string Name, Role As, string Of, UnitId? UnitId = null)
{
    /// <summary>The portal itself, for what fell due.</summary>
    public static readonly Byline Portal = new(default, "", Role.Auditor, "");

    /// <summary>Whether the portal itself acted.</summary>
    public bool IsPortal => AccountId == default;
}
