using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Forum.Domain.Kernel;

/// <summary>
/// The one byte string of a JSON value (RFC 8785): members sorted by UTF-16 code unit, no white space, shortest
/// escapes. Numbers are whole and within ±(2^53−1); anything else is refused as a bug, because Forum's measures are whole.
/// </summary>
public static class CanonicalJson
{
    private const long Safe = 9_007_199_254_740_991;

    /// <summary>The canonical text of a value.</summary>
    public static string Of(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    /// <summary>The canonical text as UTF-8, ready for hashing.</summary>
    public static byte[] Bytes(JsonNode? node) => Encoding.UTF8.GetBytes(Of(node));

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case null: text.Append("null"); break;
            case JsonObject members: WriteAll('{', members.OrderBy(m => m.Key, StringComparer.Ordinal), '}', text, m => { Quote(m.Key, text); text.Append(':'); Write(m.Value, text); }); break;
            case JsonArray items: WriteAll('[', items, ']', text, item => Write(item, text)); break;
            default: WriteValue(node.AsValue(), text); break;
        }
    }

    private static void WriteAll<T>(char open, IEnumerable<T> parts, char close, StringBuilder text, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var part in parts)
        {
            if (!first) text.Append(',');
            first = false;
            write(part);
        }
        text.Append(close);
    }

    private static void WriteValue(JsonValue value, StringBuilder text)
    {
        if (value.TryGetValue<string>(out var words)) Quote(words, text);
        else if (value.TryGetValue<bool>(out var truth)) text.Append(truth ? "true" : "false");
        else text.Append(Whole(value).ToString(CultureInfo.InvariantCulture));
    }

    private static long Whole(JsonValue value)
    {
        if (!value.TryGetValue<long>(out var number))
            number = value.TryGetValue<int>(out var small) ? small : throw new ArgumentException($"Not a whole number: {value.ToJsonString()}");
        return Math.Abs(number) <= Safe ? number : throw new ArgumentException($"Beyond 2^53−1: {number}");
    }

    private static void Quote(string words, StringBuilder text)
    {
        text.Append('"');
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            if (char.IsSurrogate(c) && !(char.IsHighSurrogate(c) ? i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]) : i > 0 && char.IsHighSurrogate(words[i - 1])))
                throw new ArgumentException("A lone surrogate has no canonical form (RFC 8785, 3.2.2.2).");
            text.Append(c switch
            {
                '"' => "\\\"", '\\' => "\\\\", '\b' => "\\b", '\f' => "\\f", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }
        text.Append('"');
    }
}
