using System.Text.Json;

namespace Forum.Voting.Record;

/// <summary>A record as a file of lines (JSON Lines), written as it is read.</summary>
public sealed class RecordResult(RecordFile file) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = "application/jsonl; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"poll-{file.Header.Number}.jsonl\"";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(file.Header, PollRecord.Json));
        foreach (var line in file.Lines)
        {
            await http.Response.Body.WriteAsync("\n"u8.ToArray());
            await http.Response.Body.WriteAsync(line);
        }
    }
}
