using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Forum.Foundation.Web;

/// <summary>The address under which people reach the portal, for links that leave it: <c>Forum:Address</c>, else the first it listens on.</summary>
public sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    private string Base => configuration["Forum:Address"] is { Length: > 0 } set ? set.TrimEnd('/') : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') ?? "http://localhost";

    /// <summary>The whole address of a path.</summary>
    public string Of(string path) => Base + path;

    /// <summary>The host's name.</summary>
    public string Host => Uri.TryCreate(Base, UriKind.Absolute, out var uri) ? uri.Host : "localhost";
}
