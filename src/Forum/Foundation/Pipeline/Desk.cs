using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Foundation.Pipeline;

/// <summary>
/// The desk that one request is served at: who stands before it and, where the sender gave one, the key by which a
/// repeated request is known. One per scope; set by the web, the hub, a job or a test, and read by handlers.
/// </summary>
public sealed class Desk
{
    private Caller? _caller;

    public Caller Caller => _caller ?? throw new InvalidOperationException("Nobody was announced at this desk.");

    /// <summary>The sender's idempotency key.</summary>
    public string? OnceKey { get; set; }

    public void Announce(Caller caller) => _caller = caller;
}

/// <summary>Who is calling, read anew: roles, terms and register as they are at this instant.</summary>
public interface ICallers
{
    Task<Caller?> FindAsync(AccountId account, CancellationToken stop);
}

/// <summary>Makes ids, so that handlers have chance as an argument.</summary>
public sealed class IdSource(TimeProvider time)
{
    public TId New<TId>() where TId : struct, IId<TId> => TId.From(Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>An id by chance alone, which does not tell when it was made.</summary>
    public TId Timeless<TId>() where TId : struct, IId<TId> => TId.From(Guid.NewGuid());
}
