using System.Text.Json;
using System.Text.Json.Serialization;
using Forum.Domain.Kernel;

namespace Forum.Foundation.Outbox;

/// <summary>Events to and from JSON; the kind is the record's name.</summary>
public static class EventJson
{
    private static readonly Dictionary<string, Type> Kinds = typeof(IEvent).Assembly.GetTypes()
        .Where(t => t.IsClass && !t.IsAbstract && t.IsAssignableTo(typeof(IEvent))).ToDictionary(t => t.Name);

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new IdJsonFactory(), new JsonStringEnumConverter() },
    };

    public static (string Kind, string Body) Write(IEvent happened) => (happened.GetType().Name, JsonSerializer.Serialize(happened, happened.GetType(), Options));

    public static IEvent Read(string kind, string body) => (IEvent)JsonSerializer.Deserialize(body, Kinds[kind], Options)!;
}

/// <summary>Ids are strings in JSON.</summary>
public sealed class IdJsonFactory : JsonConverterFactory
{
    public override bool CanConvert(Type type) => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(IdJson<>).MakeGenericType(type))!;

    private sealed class IdJson<TId> : JsonConverter<TId> where TId : struct, IId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value) ? TId.From(value) : throw new JsonException("not an id");

        public override void Write(Utf8JsonWriter writer, TId id, JsonSerializerOptions options) => writer.WriteStringValue(id.Value);
    }
}
