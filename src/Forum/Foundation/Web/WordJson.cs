using System.Text.Json;
using System.Text.Json.Serialization;

namespace Forum.Foundation.Web;

/// <summary>What was given is none of the words that may stand there.</summary>
public sealed class UnknownWordException(IReadOnlyList<string> words) : JsonException
{
    /// <summary>Those that may.</summary>
    public IReadOnlyList<string> Words { get; } = words;
}

/// <summary>
/// Enumerations in bodies are written as in addresses, such as <c>not-adopted</c>. What is none of the words is refused, and
/// so is a number: no value that nobody named reaches a rule.
/// </summary>
public sealed class WordJson : JsonConverterFactory
{
    public override bool CanConvert(Type type) => type.IsEnum;

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) => (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type))!;

    private sealed class Converter<TEnum> : JsonConverter<TEnum> where TEnum : struct, Enum
    {
        public override TEnum Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => ReadAsPropertyName(ref reader, type, options);

        public override TEnum ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && Word<TEnum>.TryParse(reader.GetString(), out var word) ? word.Value : throw new UnknownWordException(Word<TEnum>.All);

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(Word<TEnum>.Of(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WritePropertyName(Word<TEnum>.Of(value));
    }
}
