using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Registrar;

/// <summary>The second registrar's blind signature of the caller's token, once it is there.</summary>
[SignedIn("one's own")]
public sealed record GetSecondSignature(PollId Id) : IQuery<SecondSigned>;

/// <param name="Signature">Nothing as long as it is waited for.</param>
public sealed record SecondSigned(byte[]? Signature);

public sealed class GetSecondSignatureHandler(ForumDb db, Desk desk) : IRequestHandler<GetSecondSignature, Outcome<SecondSigned>>
{
    public async Task<Outcome<SecondSigned>> Handle(GetSecondSignature request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId;
        if (await db.SpentLines.Where(t => t.PollId == request.Id && t.AccountId == me && t.SecondBlinded != null).Select(t => (VoterId?)t.VoterId).SingleOrDefaultAsync(stop) is not { } voter) return Refusal.NotFound;
        return new SecondSigned(await db.SecondSignatures.AsNoTracking().Where(s => s.PollId == request.Id && s.VoterId == voter).Select(s => s.Signature).SingleOrDefaultAsync(stop));
    }
}
