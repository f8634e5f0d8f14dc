using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>Changes something. Handled in one transaction, for the current <see cref="Desk"/>'s caller.</summary>
public interface ICommand<T> : IRequest<Outcome<T>>;

/// <summary>Reads something. Nothing that the caller may not see is in the answer.</summary>
public interface IQuery<T> : IRequest<Outcome<T>>;

internal static class Kind<TRequest>
{
    /// <summary>Whether it changes something.</summary>
    public static readonly bool IsCommand = typeof(TRequest).GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>));
}

/// <summary>A request about a matter at a place: the declared right must be held there. No place means: nothing here.</summary>
public interface IAt
{
    /// <summary>The path and community of the place, or nothing where there is none that the caller may see.</summary>
    Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop);
}

/// <summary>Where a matter is.</summary>
public sealed record PlaceOf(PlaceId CommunityId, string Path);

/// <summary>A request that is checked for shape before anything is loaded.</summary>
public interface IShaped
{
    IEnumerable<Refusal> Wrong();
}

/// <summary>A request that holds a secret: nothing derived from it is kept, so its repetition is not known.</summary>
public interface ISecret;

/// <summary>A request that guards a secret: a refused try is itself kept, so that guessing comes to an end.</summary>
public interface ICountsTries;

/// <summary>A command that many send at once: those that wait are committed together, by an <see cref="IGroupHandler{TRequest,TOutcome}"/>.</summary>
public interface IGrouped
{
    /// <summary>Two with the same are never in one group: the second is handled when the first is stored. Nothing where it does not matter.</summary>
    object? Apart(Caller caller) => null;
}

/// <summary>Handles commands of a group one after another in one transaction. What it refuses it must leave unchanged: the others are saved.</summary>
public interface IGroupHandler<TRequest, TOutcome> : IRequestHandler<TRequest, TOutcome> where TRequest : IRequest<TOutcome>
{
    /// <summary>Loads what the whole group needs, before the first is handled.</summary>
    Task GatherAsync(IReadOnlyList<(TRequest Request, Caller Caller)> group, CancellationToken stop);
}

/// <summary>
/// Looks a command over before it waits for the writer: what costs time and depends on nothing that changes, so
/// that what is worthless, however often it is sent, holds up nobody.
/// </summary>
public interface IScreen<TRequest>
{
    Task<Outcome<Done>> ScreenAsync(TRequest request, CancellationToken stop);
}

/// <summary>The right that a request needs. A request without this, or one of its siblings below, is refused.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Right right) : Attribute
{
    public Right Right { get; } = right;
}

/// <summary>Anybody signed in may; what they see or do is narrowed by the request itself, as said.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}

/// <summary>Visitors too may; what they see is narrowed by visibility.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnyoneAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}

/// <summary>Only the portal itself, doing what falls due.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PortalOnlyAttribute : Attribute;

/// <summary>An official act: the commit must find at least one ledger row.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OfficialAttribute : Attribute;

/// <summary>Not an official act, and why.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotOfficialAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}
