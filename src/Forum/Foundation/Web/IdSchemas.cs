using Forum.Domain.Kernel;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Forum.Foundation.Web;

/// <summary>In the description of the API an id is what it is on the wire: a string.</summary>
public sealed class IdSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (!type.IsValueType || !type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>))) return Task.CompletedTask;
        (schema.Type, schema.Format, schema.Properties) = (JsonSchemaType.String, "uuid", null);
        return Task.CompletedTask;
    }
}
