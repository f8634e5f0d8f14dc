using Forum.Domain.Register;

namespace Forum.Register;

/// <summary>What holds on a day.</summary>
public static class RegisterQueries
{
    public static IQueryable<Ownership> On(this IQueryable<Ownership> titles, DateOnly day) => titles.Where(t => t.Since <= day && (t.Until == null || t.Until > day));

    public static IQueryable<Residency> On(this IQueryable<Residency> lives, DateOnly day) => lives.Where(r => r.Since <= day && (r.Until == null || r.Until > day));
}
