using System.Reflection;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>Closed by default: no declared right, no answer. A right is held at the matter's place or not at all.</summary>
public sealed class Authorise<TRequest, TOutcome>(Desk desk, ForumDb db) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome>
{
    private static readonly Right? Needed = typeof(TRequest).GetCustomAttribute<RequiresAttribute>()?.Right;
    private static readonly bool PortalOnly = typeof(TRequest).IsDefined(typeof(PortalOnlyAttribute));
    private static readonly bool SignedIn = typeof(TRequest).IsDefined(typeof(SignedInAttribute));
    private static readonly bool Anyone = typeof(TRequest).IsDefined(typeof(AnyoneAttribute));

    public async Task<TOutcome> Handle(TRequest request, CancellationToken stop, RequestHandlerDelegate<TOutcome> next) =>
        await RefuseAsync(request, stop) is { } refusal ? TOutcome.Refused([refusal]) : await next();

    private async Task<Refusal?> RefuseAsync(TRequest request, CancellationToken stop)
    {
        var caller = desk.Caller;
        if (caller.IsSystem) return null;
        if (PortalOnly) return Refusal.NotFound;
        if (!Anyone && !caller.IsSignedIn) return Refusal.SignedOut;
        if (request is IAt at)
        {
            if (await at.WhereAsync(db, caller, stop) is not { } place || !Near(caller, place)) return Refusal.NotFound;
            if (Needed is { } here && !caller.May(here, place.Path)) return Refusal.Forbidden;
            return Needed is null && !SignedIn && !Anyone ? Refusal.Forbidden : null;
        }
        if (Needed is { } right) return caller.Has(right) ? null : Refusal.Forbidden;
        return SignedIn || Anyone ? null : Refusal.Forbidden;
    }

    // Somebody whose scope holds the place (a sub-district officer) is near; anybody else only in their own community.
    private static bool Near(Caller caller, PlaceOf place) =>
        place.CommunityId == caller.CommunityId || caller.Holdings.Any(h => place.Path.StartsWith(h.PlacePath, StringComparison.Ordinal));
}
