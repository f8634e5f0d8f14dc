using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Forum.Foundation.Web;

/// <summary>In the description of the API each body has a name of its own: that of the endpoints that take it, and its own. By its own alone, one of several of the same name would stand for all.</summary>
public static class NamedSchemas
{
    private const string Endpoints = "Endpoints";

    public static OpenApiOptions Name(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = Of;
        return options;
    }

    private static string? Of(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? $"{(type.Type.DeclaringType?.Name is { } within ? within.EndsWith(Endpoints, StringComparison.Ordinal) ? within[..^Endpoints.Length] : within : "")}{name}" : null;
}
