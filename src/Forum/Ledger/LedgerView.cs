using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Ledger;

/// <summary>The ledger of the caller's community, newest first.</summary>
[Requires(Right.ReadLedger)]
public sealed record ReadLedger(long? Before = null) : IQuery<Listing<LedgerLine>>;

public sealed record LedgerLine(long Seq, DateTimeOffset At, string Act, string Subject, string Actor, string Facts, string PreviousHash, string Hash);

public sealed class ReadLedgerHandler(ForumDb db, Desk desk) : IRequestHandler<ReadLedger, Outcome<Listing<LedgerLine>>>
{
    private const int Take = 50;

    public async Task<Outcome<Listing<LedgerLine>>> Handle(ReadLedger request, CancellationToken stop)
    {
        var rows = await db.Ledger.AsNoTracking()
            .Where(r => r.CommunityId == desk.Caller.CommunityId && (request.Before == null || r.Seq < request.Before))
            .OrderByDescending(r => r.Seq).Take(Take + 1)
            .Select(r => new LedgerLine(r.Seq, r.At, r.Act, r.Subject, r.Actor, r.Facts, r.PreviousHash, r.Hash)).ToListAsync(stop);
        return new Listing<LedgerLine>([.. rows.Take(Take)], rows.Count > Take ? rows[Take - 1].Seq.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }
}

public static class LedgerEndpoints
{
    public static void MapLedger(this IEndpointRouteBuilder api) =>
        api.MapGet("/ledger", async (long? cursor, ISender s, TextBook t) => (await s.Send(new ReadLedger(cursor))).Answer(t)).WithTags("ledger").Produces<Listing<LedgerLine>>();
}
