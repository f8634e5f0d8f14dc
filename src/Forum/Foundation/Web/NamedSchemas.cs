using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Forum.Foundation.Web;

/// <summary>In the description of the API each shape has a name of its own: before it stands that of the endpoints that take it, or where several features call one alike, the feature's. By its own name alone one of them would stand for all.</summary>
public static class NamedSchemas
{
    private const string Endpoints = "Endpoints";

    private static readonly HashSet<string> Twins = [.. typeof(NamedSchemas).Assembly.GetTypes().Where(t => !t.IsNested).GroupBy(t => t.Name).Where(g => g.Count() > 1).Select(g => g.Key)];

    public static OpenApiOptions Name(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = Of;
        return options;
    }

    private static string? Of(JsonTypeInfo type) => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? $"{Within(type.Type)}{name}" : null;

    private static string Within(Type type) =>
        type.DeclaringType?.Name is { } around ? around.EndsWith(Endpoints, StringComparison.Ordinal) ? around[..^Endpoints.Length] : around
        : Twins.Contains(type.Name) ? type.Namespace!.Split('.')[^1] : "";
}
