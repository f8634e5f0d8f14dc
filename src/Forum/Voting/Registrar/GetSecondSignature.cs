using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Registrar;

/// <summary>The second registrar's blind signature of the caller's token for a line, once it is there.</summary>
[SignedIn("one's own")]
public sealed record GetSecondSignature(PollId Id, VoterId? Line = null) : IQuery<SecondSigned>;

/// <param name="Signature">Nothing as long as it is waited for.</param>
public sealed record SecondSigned(byte[]? Signature);

public sealed class GetSecondSignatureHandler(ForumDb db, Desk desk) : IRequestHandler<GetSecondSignature, Outcome<SecondSigned>>
{
    public async Task<Outcome<SecondSigned>> Handle(GetSecondSignature request, CancellationToken stop)
    {
        var (me, meant) = (desk.Caller.AccountId, await db.MeantAsync(request.Id, desk.Caller, request.Line, stop));
        if (!meant.Ok) return Outcome<SecondSigned>.Refused(meant.Refusals);
        if (!await db.SpentLines.AnyAsync(t => t.PollId == request.Id && t.VoterId == meant.Value && t.AccountId == me && t.SecondBlinded != null, stop)) return Refusal.NotFound;
        return new SecondSigned(await db.SecondSignatures.AsNoTracking().Where(s => s.PollId == request.Id && s.VoterId == meant.Value).Select(s => s.Signature).SingleOrDefaultAsync(stop));
    }
}
