using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Forum.Foundation.Web;

/// <summary>In the description of the API an enumeration is one of its words, in a body as in an address.</summary>
public sealed class WordSchemas : IOpenApiOperationTransformer, IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        // Under the words of one enumeration may stand those of another.
        if (context.JsonTypeInfo is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { IsEnum: true } under }) schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String, Enum = WordsOf(under) };
        var type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type) is not { IsEnum: true } words) return Task.CompletedTask;
        (schema.Type, schema.Enum) = (words == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null, WordsOf(words));
        return Task.CompletedTask;
    }

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        foreach (var described in context.Description.ParameterDescriptions)
        {
            var type = described.ParameterDescriptor?.ParameterType is { } own ? Nullable.GetUnderlyingType(own) ?? own : null;
            if (type is not { IsGenericType: true } || type.GetGenericTypeDefinition() != typeof(Word<>)) continue;
            if (operation.Parameters?.FirstOrDefault(p => p.Name == described.Name) is OpenApiParameter parameter)
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = WordsOf(type.GetGenericArguments()[0]) };
        }
        return Task.CompletedTask;
    }

    private static List<JsonNode> WordsOf(Type type) => [.. Enum.GetNames(type).Select(n => (JsonNode)JsonValue.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(n)))];
}
