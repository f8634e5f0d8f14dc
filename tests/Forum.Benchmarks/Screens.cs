using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace Forum.Benchmarks;

/// <summary>Open screens: connections that speak the hub's JSON protocol and note when each marked comment came, and how often.</summary>
public sealed class Screens : IAsyncDisposable
{
    private const byte End = 0x1e;
    private static readonly byte[] Mark = "mark"u8.ToArray();
    private readonly List<ClientWebSocket> _open = [];
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _listening = [];
    private readonly int[][] _times;
    private readonly long[] _sentAt;
    private readonly double[][] _took;

    private Screens(int screens, int comments) =>
        (_times, _took, _sentAt) = ([.. Enumerable.Range(0, comments).Select(_ => new int[screens])], [.. Enumerable.Range(0, comments).Select(_ => new double[screens])], new long[comments]);

    /// <summary>One message as it came, for sending the same bytes elsewhere.</summary>
    public string? Sample { get; private set; }

    /// <summary>The mark that a comment bears in its words.</summary>
    public static string MarkOf(int comment) => $"mark{comment:D6}";

    public static async Task<Screens> OpenAsync(string address, string topic, int screens, int comments)
    {
        var all = new Screens(screens, comments);
        // So many at once; a crowd that opens in one instant is another test.
        await Parallel.ForEachAsync(Enumerable.Range(0, screens), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (screen, stop) =>
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(new Uri($"{address.Replace("http:", "ws:")}/hub?lang=zh"), stop);
            await SayAsync(socket, """{"protocol":"json","version":1}""");
            await SayAsync(socket, $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{topic}}",0]}""");
            var buffer = new byte[64 << 10];
            for (var answer = ""; !answer.Contains("\"type\":3");) answer += Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer, stop)).Count);
            lock (all._open)
            {
                all._open.Add(socket);
                all._listening.Add(Task.Run(() => all.ListenAsync(socket, screen), stop));
            }
        });
        all._listening.Add(all.KeepAwakeAsync());
        return all;
    }

    /// <summary>Notes that a comment is on its way from now.</summary>
    public void Sending(int comment) => Volatile.Write(ref _sentAt[comment], Stopwatch.GetTimestamp());

    /// <summary>Waits until every screen has comments of these numbers, or long enough.</summary>
    public async Task AllAsync(int from, int to, TimeSpan atMost)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < atMost && Enumerable.Range(from, to - from).Any(c => _times[c].Contains(0));) await Task.Delay(10);
    }

    /// <summary>Of these comments: milliseconds at each screen in order, how many never came, how many came more than once.</summary>
    public (double[] Took, int Lost, int Twice) Seen(int from, int to) =>
        ([.. Enumerable.Range(from, to - from).SelectMany(c => _took[c].Where((_, s) => _times[c][s] > 0)).Order()], Enumerable.Range(from, to - from).Sum(c => _times[c].Count(t => t == 0)), Enumerable.Range(from, to - from).Sum(c => _times[c].Count(t => t > 1)));

    private static Task SayAsync(ClientWebSocket socket, string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)End), WebSocketMessageType.Text, true, default);

    private async Task ListenAsync(ClientWebSocket socket, int screen)
    {
        var (buffer, filled) = (new byte[64 << 10], 0);
        try
        {
            while (true)
            {
                filled += (await socket.ReceiveAsync(buffer.AsMemory(filled), _over.Token)).Count;
                var now = Stopwatch.GetTimestamp();
                var start = 0;
                for (int at; (at = buffer.AsSpan(start..filled).IndexOf(End)) >= 0; start += at + 1) Take(buffer.AsSpan(start, at), screen, now);
                buffer.AsSpan(start..filled).CopyTo(buffer);
                filled -= start;
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException) { }
    }

    private void Take(ReadOnlySpan<byte> message, int screen, long now)
    {
        if (message.IndexOf(Mark) is not (>= 0 and var at) || !int.TryParse(message.Slice(at + Mark.Length, 6), out var comment)) return;
        if (screen == 0 && Sample is null) Sample = Encoding.UTF8.GetString(message);
        _took[comment][screen] = Stopwatch.GetElapsedTime(Volatile.Read(ref _sentAt[comment]), now).TotalMilliseconds;
        Interlocked.Increment(ref _times[comment][screen]);
    }

    // The hub lets go of whoever is silent for half a minute.
    private async Task KeepAwakeAsync()
    {
        try
        {
            for (; ; await Task.Delay(TimeSpan.FromSeconds(10), _over.Token))
                foreach (var socket in _open) await SayAsync(socket, """{"type":6}""");
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException) { }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        foreach (var socket in _open) socket.Abort();
        await Task.WhenAll(_listening);
        foreach (var socket in _open) socket.Dispose();
        _over.Dispose();
    }
}
