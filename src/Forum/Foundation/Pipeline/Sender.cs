using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>Sends a command or a query through the pipeline. The mediator behind it is named here and in <see cref="PipelineServices"/>.</summary>
public interface ISender
{
    Task<TAnswer> Send<TAnswer>(IRequest<TAnswer> request, CancellationToken stop = default);
}

public sealed class Sender(IMediator mediator) : ISender
{
    public Task<TAnswer> Send<TAnswer>(IRequest<TAnswer> request, CancellationToken stop = default) => mediator.Send(request, stop);
}
