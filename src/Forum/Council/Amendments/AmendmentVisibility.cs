using Forum.Domain.Council.Amendments;

namespace Forum.Council.Amendments;

/// <summary>An amendment is as public as its proposal, but one that was hidden is there for nobody.</summary>
public static class AmendmentVisibility
{
    /// <summary>Those that are not hidden, as <see cref="Amendment.IsShown"/> has it.</summary>
    public static IQueryable<Amendment> Shown(this IQueryable<Amendment> amendments) => amendments.Where(a => a.Hidden == null);
}
