using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Forum.Foundation.Web;

/// <summary>In the description of the API such a parameter is one of its words.</summary>
public sealed class WordSchemas : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        foreach (var described in context.Description.ParameterDescriptions)
        {
            var type = described.ParameterDescriptor?.ParameterType is { } own ? Nullable.GetUnderlyingType(own) ?? own : null;
            if (type is not { IsGenericType: true } || type.GetGenericTypeDefinition() != typeof(Word<>)) continue;
            if (operation.Parameters?.FirstOrDefault(p => p.Name == described.Name) is OpenApiParameter parameter)
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Enum.GetNames(type.GetGenericArguments()[0]).Select(n => (JsonNode)JsonValue.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(n)))] };
        }
        return Task.CompletedTask;
    }
}
