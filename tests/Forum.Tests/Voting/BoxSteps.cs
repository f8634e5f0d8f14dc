using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>Secret ballots by the dozen, whose tokens nobody has signed.</summary>
internal static class BoxSteps
{
    public static async Task BoxAsync(this ForumHost host, PollId id, int ballots, Func<int, Answer> says)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var (db, box) = (scope.ServiceProvider.GetRequiredService<ForumDb>(), scope.ServiceProvider.GetRequiredService<BallotBox>());
        var (poll, key) = (await db.Polls.AsNoTracking().SingleAsync(p => p.Id == id), box.Key(id));
        for (var i = 0; i < ballots; i++) box.Put(poll, new(id, new([.. Guid.NewGuid().ToByteArray()], [1]), says(i)), key!);
        await db.SaveChangesAsync();
    }
}
