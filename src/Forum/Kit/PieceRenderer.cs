using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.HtmlRendering.Infrastructure;

namespace Forum.Kit;

/// <summary>The addresses under which pages load styles, scripts and pictures, as they carry the hash of what they hold.</summary>
public sealed class PageAssets(EndpointDataSource endpoints)
{
    private readonly Lazy<ResourceAssetCollection> _all = new(() => endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<ResourceAssetCollection>()).FirstOrDefault(a => a is not null) ?? ResourceAssetCollection.Empty);

    public ResourceAssetCollection All => _all.Value;
}

/// <summary>Renders components that ask nothing outside a page, in the language of whoever calls: for open screens, and for what many pages show alike.</summary>
public sealed class PieceRenderer(IServiceProvider services, ILoggerFactory logs, PageAssets assets) : StaticHtmlRenderer(services, logs)
{
    protected override ResourceAssetCollection Assets => assets.All;

    /// <summary>The HTML of a component.</summary>
    public Task<string> RenderAsync<T>(params (string Name, object? Value)[] parameters) where T : IComponent => Dispatcher.InvokeAsync(async () =>
    {
        var made = BeginRenderingComponent(typeof(T), ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value)));
        await made.QuiescenceTask;
        return made.ToHtmlString();
    });
}
