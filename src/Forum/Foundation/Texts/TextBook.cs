using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Text;
using Forum.Domain.Kernel;

namespace Forum.Foundation.Texts;

/// <summary>
/// Every text of every feature in both languages, read once from the <c>Texts.zh.resx</c> and <c>Texts.en.resx</c> that
/// lie beside the features. The language is the request's; a text's places are named: <c>{until}</c>.
/// </summary>
public sealed class TextBook
{
    public static readonly string[] Languages = ["zh", "en"];

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _texts = Languages.ToFrozenDictionary(l => l, Load);
    private readonly TimeZoneInfo _zone;

    public TextBook(IConfiguration configuration) =>
        _zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["Forum:TimeZone"] ?? "Asia/Shanghai");

    /// <summary>The language of this request.</summary>
    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "zh";

    /// <summary>The zone that times are shown in.</summary>
    public TimeZoneInfo Zone => _zone;

    public bool Has(string key) => _texts[Language].ContainsKey(key);

    public string this[string key] => _texts[Language].TryGetValue(key, out var text) ? text : $"⟦{key}⟧";

    public string this[string key, params (string Name, object? Value)[] places] => Fill(this[key], places);

    /// <summary>A refusal as a person reads it.</summary>
    public string this[Refusal refusal] => this[$"refusal.{refusal.Code}", [.. refusal.Facts.Select(f => (f.Name, (object?)f.Value))]];

    /// <summary>A value of an enumeration as a word.</summary>
    public string Of(Enum value) => this[$"{value.GetType().Name}.{value}"];

    /// <summary>A day and time in the community's zone.</summary>
    public string DayTime(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, _zone).ToString(Language == "en" ? "d MMM yyyy, HH:mm" : "yyyy年M月d日 HH:mm", CultureInfo.CurrentUICulture);

    /// <summary>A day in the community's zone.</summary>
    public string Day(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, _zone).ToString(Language == "en" ? "d MMM yyyy" : "yyyy年M月d日", CultureInfo.CurrentUICulture);

    /// <summary>A date of the calendar, such as a birth or the start of a title.</summary>
    public string Date(DateOnly day) => day.ToString(Language == "en" ? "d MMM yyyy" : "yyyy年M月d日", CultureInfo.CurrentUICulture);

    // In one go: what is put into a place may look like a place itself.
    private string Fill(string text, (string Name, object? Value)[] places)
    {
        if (places.Length == 0 || !text.Contains('{')) return text;
        var filled = new StringBuilder(text.Length + 40);
        var at = 0;
        for (int open; (open = text.IndexOf('{', at)) >= 0;)
        {
            var close = text.IndexOf('}', open);
            var place = close < 0 ? -1 : Array.FindIndex(places, p => text.AsSpan(open + 1, close - open - 1).SequenceEqual(p.Name));
            filled.Append(text, at, open - at).Append(place < 0 ? "{" : Show(places[place].Value));
            at = place < 0 ? open + 1 : close + 1;
        }
        return filled.Append(text, at, text.Length - at).ToString();
    }

    private string Show(object? value) => value switch
    {
        null => "",
        DateTimeOffset time => DayTime(time),
        Enum word => Of(word),
        IFormattable number => number.ToString(null, CultureInfo.CurrentUICulture),
        _ => value.ToString() ?? "",
    };

    private static FrozenDictionary<string, string> Load(string language)
    {
        var satellite = typeof(TextBook).Assembly.GetSatelliteAssembly(CultureInfo.GetCultureInfo(language));
        var all = new Dictionary<string, string>();
        foreach (var name in satellite.GetManifestResourceNames())
            using (var reader = new ResourceReader(satellite.GetManifestResourceStream(name)!))
                foreach (DictionaryEntry entry in reader) all.Add((string)entry.Key, (string)entry.Value!);
        return all.ToFrozenDictionary();
    }
}
