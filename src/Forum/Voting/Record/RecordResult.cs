using System.Buffers;

namespace Forum.Voting.Record;

/// <summary>A record as a file of lines (JSON Lines), written as it is read.</summary>
public sealed class RecordResult(RecordFile file) : IResult
{
    private const int Most = 64 << 10;

    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = "application/jsonl; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"poll-{file.Header.Number}.jsonl\"";
        var (body, stop) = (http.Response.BodyWriter, http.RequestAborted);
        var first = true;
        await foreach (var line in file.Lines.WithCancellation(stop))
        {
            if (!first) body.Write("\n"u8);
            first = false;
            body.Write(line);
            // What a slow reader has not taken yet waits in the database, not in memory.
            if (body.UnflushedBytes > Most) await body.FlushAsync(stop);
        }
        await body.FlushAsync(stop);
    }
}
