using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.House;

/// <summary>Every address leads to one place.</summary>
public sealed class EndpointTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public void No_two_endpoints_share_method_and_path()
    {
        var all = host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct()
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(m => $"{m} {Path(e.RoutePattern)}")).ToList();
        Assert.Contains("POST /api/v1/proposals/{}/appeal", all);
        Assert.Empty(all.CountBy(a => a).Where(a => a.Value > 1 && a.Key.Contains("/api/")).Select(a => a.Key));
    }

    // What parameters are called does not tell two addresses apart.
    private static string Path(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart text ? text.Content.ToLowerInvariant() : "{}"))));
}
