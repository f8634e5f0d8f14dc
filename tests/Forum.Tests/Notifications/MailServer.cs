using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Forum.Tests.Notifications;

/// <summary>A real SMTP server on a free port, which takes mails, refuses addresses, or fails as told.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public MailServer()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0)) { free.Start(); Port = ((IPEndPoint)free.LocalEndpoint).Port; }
        var services = new ServiceProvider();
        services.Add(new Box(this));
        services.Add((IMailboxFilterFactory)new Door(this));
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<(string To, MimeMessage Mail)> Came { get; } = [];

    /// <summary>So many of the next mails are answered with "try again".</summary>
    public int Fail;

    /// <summary>Taken, and the line goes dead before the server says so.</summary>
    public int Die;

    /// <summary>An address that there is not.</summary>
    public string? Unknown { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try { await _running; } catch (OperationCanceledException) { }
        _stop.Dispose();
    }

    private sealed class Box(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken stop)
        {
            if (Interlocked.Decrement(ref server.Fail) >= 0) return new(SmtpReplyCode.Error, "try again") { };
            var mail = await MimeMessage.LoadAsync(new MemoryStream(buffer.ToArray()), stop);
            server.Came.Enqueue((transaction.To[0].AsAddress(), mail));
            if (Interlocked.Decrement(ref server.Die) >= 0) throw new IOException("the line is dead");
            return SmtpResponse.Ok;
        }
    }

    private sealed class Door(MailServer server) : IMailboxFilter, IMailboxFilterFactory
    {
        public IMailboxFilter CreateInstance(ISessionContext context) => this;

        public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken stop) => Task.FromResult(true);

        public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken stop) => Task.FromResult(to.AsAddress() != server.Unknown);
    }
}
