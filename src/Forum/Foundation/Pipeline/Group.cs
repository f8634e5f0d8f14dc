using System.Collections.Concurrent;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>A grouped command that waits: what is asked, by whom, under which key.</summary>
public readonly record struct Waiting<TRequest>(TRequest Request, Caller Caller, string? OnceKey);

/// <summary>The groups of the program, one for each kind of grouped command.</summary>
public sealed class Groups(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<Type, object> _groups = new();

    public Group<TRequest, TOutcome> Of<TRequest, TOutcome>() where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome> =>
        (Group<TRequest, TOutcome>)_groups.GetOrAdd(typeof(TRequest), static (_, scopes) => new Group<TRequest, TOutcome>(scopes), scopes);
}

/// <summary>
/// Commits the commands that wait together: one transaction, one sync to the disk, each answered for itself. While one
/// group is being written the next gathers, so that nobody waits for company. Where a group breaks, each is tried alone.
/// </summary>
public sealed class Group<TRequest, TOutcome>(IServiceScopeFactory scopes) where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome>
{
    private const int Most = 256;
    private readonly ConcurrentQueue<(Waiting<TRequest> What, TaskCompletionSource<TOutcome> Answer)> _waiting = new();
    private int _writing;

    public Task<TOutcome> SendAsync(Waiting<TRequest> what)
    {
        var answer = new TaskCompletionSource<TOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((what, answer));
        if (Interlocked.CompareExchange(ref _writing, 1, 0) == 0) _ = Task.Run(WriteAsync);
        return answer.Task;
    }

    private async Task WriteAsync()
    {
        do
        {
            while (Take() is { Count: > 0 } group) await AnswerAsync(group);
            Volatile.Write(ref _writing, 0);
            // Whoever came between the last look and the line above found the writer busy.
        } while (!_waiting.IsEmpty && Interlocked.CompareExchange(ref _writing, 1, 0) == 0);
    }

    private List<(Waiting<TRequest> What, TaskCompletionSource<TOutcome> Answer)> Take()
    {
        List<(Waiting<TRequest>, TaskCompletionSource<TOutcome>)> group = [];
        HashSet<object> apart = [];
        while (group.Count < Most && _waiting.TryPeek(out var next) && (next.What.Request is not IGrouped one || one.Apart(next.What.Caller) is not { } key || apart.Add(key)) && _waiting.TryDequeue(out next)) group.Add(next);
        return group;
    }

    private async Task AnswerAsync(IReadOnlyList<(Waiting<TRequest> What, TaskCompletionSource<TOutcome> Answer)> group)
    {
        try
        {
            var outcomes = await CommitAsync([.. group.Select(g => g.What)]);
            foreach (var (waiting, outcome) in group.Zip(outcomes)) waiting.Answer.SetResult(outcome);
        }
        catch (Exception) when (group.Count > 1)
        {
            foreach (var one in group) await AnswerAsync([one]);
        }
        catch (Exception failure)
        {
            group[0].Answer.SetException(failure);
        }
    }

    private async Task<IReadOnlyList<TOutcome>> CommitAsync(IReadOnlyList<Waiting<TRequest>> group)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, storage) = (services.GetRequiredService<ForumDb>(), services.GetRequiredService<IForumStorage>());
        try
        {
            await using var transaction = await storage.BeginAsync(db, default);
            var outcomes = await HandleAsync(services, db, group);
            await db.SaveChangesAsync();
            await transaction.CommitAsync(default);
            services.GetRequiredService<Remembrance>().Tell();
            return outcomes;
        }
        catch (Exception failure) when (group.Count == 1 && storage.Refuses(failure) is { } refused)
        {
            return [TOutcome.Refused([refused])];
        }
    }

    private static async Task<IReadOnlyList<TOutcome>> HandleAsync(IServiceProvider services, ForumDb db, IReadOnlyList<Waiting<TRequest>> group)
    {
        var (desk, answering) = (services.GetRequiredService<Desk>(), services.GetRequiredService<Answering>());
        var handler = (IGroupHandler<TRequest, TOutcome>)services.GetRequiredService<IRequestHandler<TRequest, TOutcome>>();
        await handler.GatherAsync([.. group.Select(g => (g.Request, g.Caller))], default);
        // Looking over all that the group holds for each of its members would cost its square.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        List<TOutcome> outcomes = [];
        List<Happening> all = [];
        foreach (var (request, caller, key) in group)
        {
            desk.Announce(caller);
            desk.OnceKey = key;
            var (outcome, happenings) = await answering.AnswerAsync(request, () => handler.Handle(request, default), default);
            outcomes.Add(outcome);
            all.AddRange(happenings);
        }
        await services.GetRequiredService<Remembrance>().WriteAsync(all, default);
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        return outcomes;
    }
}
