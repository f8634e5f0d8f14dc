using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Papers;

/// <summary>The scan of a paper of an open poll, as it was sent. Its hash stands on the paper and in the ledger.</summary>
public sealed class PaperScan
{
    /// <summary>The largest, in bytes.</summary>
    public const int Largest = 6 << 20;

    public required PollId PollId { get; init; }
    public required string Serial { get; init; }
    public required byte[] Bytes { get; set; }

    /// <summary>What the bytes are by their own first words, whatever the sender calls them; nothing for what is no picture and no PDF.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? "image/jpeg"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ? "image/png"
        : bytes.StartsWith("%PDF-"u8) ? "application/pdf" : null;
}

/// <summary>A scan, for those who serve the poll's voters and for the voter.</summary>
[SignedIn("who may serve the poll's voters, or the voter")]
public sealed record GetScan(PollId Id, string? Serial) : IQuery<Scan>;

public sealed record Scan(byte[] Bytes, string Type);

public sealed class GetScanHandler(ForumDb db, PaperDesk papers, Desk desk) : IRequestHandler<GetScan, Outcome<Scan>>
{
    public async Task<Outcome<Scan>> Handle(GetScan request, CancellationToken stop)
    {
        var serial = PaperDesk.Plain(request.Serial);
        var me = desk.Caller.VoterIds;
        // Who of a home gave a paper is not known, and the others of the home do not see what it says.
        var poll = await db.Polls.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, stop);
        var own = poll?.Rule.Electorate is not (null or Electorate.Households) && await db.BallotPapers.AnyAsync(p => p.PollId == request.Id && p.Serial == serial && p.VoterId != null && me.Contains(p.VoterId.Value), stop);
        if (!own && !(await papers.OpenAsync(desk.Caller, request.Id, stop)).Ok) return Refusal.NotFound;
        var bytes = await db.PaperScans.AsNoTracking().Where(s => s.PollId == request.Id && s.Serial == serial).Select(s => s.Bytes).SingleOrDefaultAsync(stop);
        return bytes is null ? Refusal.NotFound : new Scan(bytes, PaperScan.TypeOf(bytes)!);
    }
}
