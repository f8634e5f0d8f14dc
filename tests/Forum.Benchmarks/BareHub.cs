using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Forum.Benchmarks;

/// <summary>The machine's own limit of telling many screens: a SignalR hub with nothing behind it, which sends whatever is posted to all who joined.</summary>
public static class BareHub
{
    private const string Everybody = "everybody";

    public static void Run(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapGet("/health/live", () => "ok");
        app.MapHub<Hall>("/hub");
        app.MapPost("/say", async (HttpRequest request, IHubContext<Hall> hub) =>
        {
            using var reader = new StreamReader(request.Body);
            await hub.Clients.Group(Everybody).SendAsync("fragment", $"proposals/{Guid.Empty}", "comments", await reader.ReadToEndAsync(), 1L);
            return Results.NoContent();
        });
        app.Run(address);
    }

    /// <summary>Takes everybody in.</summary>
    public sealed class Hall : Hub
    {
        public async Task<long> Join(string topic, long version)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, Everybody);
            return version;
        }
    }
}
