using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>Sends commands as the demo people, each at its own moment of the past.</summary>
public sealed class DemoTeller(IServiceProvider services)
{
    private readonly Dictionary<string, AccountId> _accounts = [];

    public DemoClock Clock { get; } = services.GetRequiredService<DemoClock>();

    /// <summary>The day the story begins: a year before it is told.</summary>
    public DateTimeOffset Start { get; } = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero).AddDays(-365).AddHours(1);

    public T Get<T>() where T : notnull => services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public async Task EnrolAsync(Account account)
    {
        await using var scope = services.CreateAsyncScope();
        account.MadeAt = Start;
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account);
        if (!made.Succeeded) throw new InvalidOperationException(string.Join(", ", made.Errors.Select(e => e.Description)));
        _accounts[account.UserName!] = account.AccountId;
    }

    /// <summary>Those whom an earlier telling enrolled.</summary>
    public async Task LearnAsync()
    {
        foreach (var account in await ReadAsync(db => db.Accounts.Select(a => new { a.UserName, a.Id }).ToListAsync())) _accounts[account.UserName!] = new(account.Id);
    }

    public AccountId AccountOf(string userName) => _accounts[userName];

    /// <summary>Somebody does something at a moment. A refusal is a mistake in the story.</summary>
    public async Task<T> AsAsync<T>(string userName, DateTimeOffset at, ICommand<T> command)
    {
        Clock.Tell(at);
        await using var scope = services.CreateAsyncScope();
        var caller = await scope.ServiceProvider.GetRequiredService<ICallers>().FindAsync(_accounts[userName], default);
        return await SendAsync(scope.ServiceProvider, caller!, command);
    }

    /// <summary>Somebody asks something, now.</summary>
    public async Task<T> AskAsync<T>(string userName, IQuery<T> query)
    {
        await using var scope = services.CreateAsyncScope();
        var caller = await scope.ServiceProvider.GetRequiredService<ICallers>().FindAsync(_accounts[userName], default);
        return await SendAsync(scope.ServiceProvider, caller!, query);
    }

    /// <summary>Somebody without an account does something at a moment.</summary>
    public async Task<T> AsVisitorAsync<T>(PlaceId community, DateTimeOffset at, ICommand<T> command)
    {
        Clock.Tell(at);
        await using var scope = services.CreateAsyncScope();
        return await SendAsync(scope.ServiceProvider, Caller.Visitor(community), command);
    }

    /// <summary>The portal does something by itself.</summary>
    public async Task<T> AsPortalAsync<T>(PlaceId community, ICommand<T> command)
    {
        await using var scope = services.CreateAsyncScope();
        return await SendAsync(scope.ServiceProvider, Caller.System(community), command);
    }

    /// <summary>What falls due up to a moment happens.</summary>
    public async Task WaitUntilAsync(DateTimeOffset at)
    {
        Clock.Tell(at);
        await services.GetRequiredService<Foundation.Due.DueRunner>().RunAsync(default);
    }

    /// <summary>Somebody of the register as a voter.</summary>
    public async Task<VoterId> VoterAsync(string userName) => VoterId.Of((await ReadAsync(db => db.Accounts.Where(a => a.UserName == userName).Select(a => a.PersonId).SingleAsync()))!.Value);

    /// <summary>Those on a poll's roll who have an account, by user name.</summary>
    public Task<List<string>> OnRollAsync(PollId poll) =>
        ReadAsync(db => db.Accounts.Where(a => db.RollLines.Any(l => l.PollId == poll && (Guid)(object)l.VoterId == (Guid)(object)a.PersonId!)).OrderBy(a => a.UserName).Select(a => a.UserName!).ToListAsync());

    public async Task<T> ReadAsync<T>(Func<ForumDb, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ForumDb>());
    }

    private static async Task<T> SendAsync<T>(IServiceProvider scope, Caller caller, IRequest<Outcome<T>> request)
    {
        scope.GetRequiredService<Desk>().Announce(caller);
        var outcome = await scope.GetRequiredService<ISender>().Send(request);
        return outcome.Ok ? outcome.Value : throw new InvalidOperationException($"{request} by {caller.Name}: {string.Join(", ", outcome.Refusals.Select(r => r.Code))}");
    }
}
