using Forum.Domain.Kernel;
using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>Shape only, before anything is loaded; whether a step fits is the domain's to say.</summary>
public sealed class Validate<TRequest, TOutcome> : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome>
{
    public Task<TOutcome> Handle(TRequest request, CancellationToken stop, RequestHandlerDelegate<TOutcome> next)
    {
        Refusal[] wrong = request is IShaped shaped ? [.. shaped.Wrong()] : [];
        return wrong.Length > 0 ? Task.FromResult(TOutcome.Refused(wrong)) : next();
    }
}
