using Forum.Foundation.Storage;
using System.Reflection;
using MediatR;

namespace Forum.Foundation.Pipeline;

public static class PipelineServices
{
    /// <summary>The mediator with the steps every request takes, in this order.</summary>
    public static void AddForumPipeline(this IServiceCollection services)
    {
        services.AddScoped<Desk>();
        services.AddSingleton<IdSource>();
        services.AddSingleton<Groups>();
        services.AddSingleton<KeptAnswers>().AlterNothing(typeof(OnceRow));
        services.AddScoped<Remembrance>();
        services.AddScoped<Answering>();
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<ISender, Sender>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Repeat<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Authorise<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validate<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(KeepAnswer<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Commit<,>));
        foreach (var handler in Assembly.GetExecutingAssembly().GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
            foreach (var contract in handler.GetInterfaces().Where(i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>) || i.GetGenericTypeDefinition() == typeof(IScreen<>))))
                services.AddScoped(contract, handler);
    }
}
