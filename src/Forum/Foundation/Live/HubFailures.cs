using Microsoft.AspNetCore.SignalR;

namespace Forum.Foundation.Live;

/// <summary>Logs what fails in the hub. SignalR's own log, which is turned off, calls a refusal a failure too, so that anybody could fill it.</summary>
public sealed class HubFailures(ILogger<ForumHub> log) : IHubFilter
{
    /// <summary>The category of SignalR's own log of calls.</summary>
    public const string Own = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try { return await next(call); }
        catch (Exception failure) when (failure is not (HubException or OperationCanceledException))
        {
            log.LogError(failure, "{Method} failed in the hub", call.HubMethodName);
            throw;
        }
    }
}
