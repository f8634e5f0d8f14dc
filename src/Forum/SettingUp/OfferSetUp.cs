using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ISender = Forum.Foundation.Pipeline.ISender;

namespace Forum.SettingUp;

/// <summary>A key to the set-up; an empty one where somebody has an account already. Every start, and every node, has its own; the first use ends them all.</summary>
[PortalOnly, NotOfficial("a key is no act")]
public sealed record OfferSetUp : ICommand<string>, ISecret;

public sealed class OfferSetUpHandler(ForumDb db) : IRequestHandler<OfferSetUp, Outcome<string>>
{
    public async Task<Outcome<string>> Handle(OfferSetUp request, CancellationToken stop)
    {
        if (await db.Accounts.AnyAsync(stop)) return "";
        var (code, hash) = Codes.New();
        db.Add(new SetUpKey { Hash = hash });
        return code;
    }
}

public static class SetUpLink
{
    /// <summary>Prints the link to the set-up once the portal listens, while nobody has an account.</summary>
    public static async Task OfferSetUpAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Desk>().Announce(Caller.System(default));
        var key = (await scope.ServiceProvider.GetRequiredService<ISender>().Send(new OfferSetUp())).Value;
        if (key.Length > 0) app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"The portal is empty. Set it up at {app.Services.GetRequiredService<PublicAddress>().Of($"/set-up?key={key}")}"));
    }
}
