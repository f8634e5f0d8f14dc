using System.Globalization;
using System.Text;

namespace Forum.Foundation.Finding;

/// <summary>
/// Reads a text as words. Scripts without gaps become overlapping pairs of characters and the last one alone, so that
/// two-character words are found, and one character too: each begins a pair or stands alone. Everything else becomes
/// words, in lower case and without accents. Simplified and traditional characters stay as they are.
/// </summary>
public static class Tokeniser
{
    /// <summary>Counted up whenever a text would be read otherwise than before; what was read before is then read anew.</summary>
    public const int Edition = 2;

    private const int LongestWord = 40;

    public static IReadOnlyList<Token> Read(string text)
    {
        List<Token> tokens = [];
        List<(string Sign, int Start, int End)> run = [];
        var word = new StringBuilder();
        var (from, to) = (0, 0);
        foreach (var (rune, start, end) in Folded(text))
        {
            var (dense, letter) = (IsDense(rune), Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark);
            if (!dense) CloseRun(tokens, run);
            if (dense || !letter) CloseWord(tokens, word, from, to);
            if (dense) run.Add((rune.ToString(), start, end));
            else if (letter)
            {
                if (word.Length == 0) from = start;
                if (word.Length < LongestWord) word.Append(rune.ToString());
                to = end;
            }
        }
        CloseRun(tokens, run);
        CloseWord(tokens, word, from, to);
        return tokens;
    }

    /// <summary>The words alone, as an index keeps them.</summary>
    public static string Words(string text) => string.Join(' ', Read(text).Select(t => t.Word));

    private static void CloseWord(List<Token> tokens, StringBuilder word, int from, int to)
    {
        if (word.Length == 0) return;
        tokens.Add(new(word.ToString(), from, to));
        word.Clear();
    }

    private static void CloseRun(List<Token> tokens, List<(string Sign, int Start, int End)> run)
    {
        if (run.Count == 0) return;
        for (var i = 0; i + 1 < run.Count; i++) tokens.Add(new(run[i].Sign + run[i + 1].Sign, run[i].Start, run[i + 1].End, Dense: true));
        tokens.Add(new(run[^1].Sign, run[^1].Start, run[^1].End, Dense: true, Closing: true));
        run.Clear();
    }

    // A mark that belongs to the letter before it comes with that letter, so that each folded sign knows where it stood.
    private static IEnumerable<(Rune Rune, int Start, int End)> Folded(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = text[at] < 0x80 && (at + 1 == text.Length || text[at + 1] < 0x80) ? 1 : StringInfo.GetNextTextElementLength(text, at);
            foreach (var rune in Fold(text.AsSpan(at, length))) yield return (rune, at, at + length);
            at += length;
        }
    }

    private static IEnumerable<Rune> Fold(ReadOnlySpan<char> sign)
    {
        if (sign.Length == 1 && sign[0] is < (char)0x80 or (>= '一' and <= '鿿')) return [new Rune(char.ToLowerInvariant(sign[0]))];
        var composed = Domain.Kernel.Words.Form(sign.ToString(), NormalizationForm.FormKC);
        // Accents are taken off letters; what marks a kana or a syllable is part of it.
        var bare = composed.EnumerateRunes().All(r => !IsDense(r)) ? Domain.Kernel.Words.Form(composed, NormalizationForm.FormKD) : composed;
        return [.. bare.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.NonSpacingMark).Select(Rune.ToLowerInvariant)];
    }

    /// <summary>Ideographs of all planes with what GB 18030 put into the private area, kana, bopomofo, Hangul and Yi.</summary>
    private static bool IsDense(Rune rune) => rune.Value is
        >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or 0x3005 or 0x3007 or >= 0x3021 and <= 0x3029 or >= 0x2E80 and <= 0x2FD5
        or >= 0x3041 and <= 0x30FF and not (0x3099 or 0x309A or 0x309B or 0x309C or 0x30A0 or 0x30FB) or >= 0x3105 and <= 0x312F or >= 0x31A0 and <= 0x31BF or >= 0x31F0 and <= 0x31FF
        or >= 0xA000 and <= 0xA4C6 or >= 0xAC00 and <= 0xD7A3 or >= 0xE000 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFD;
}
