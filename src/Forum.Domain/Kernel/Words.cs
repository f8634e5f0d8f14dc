using System.Globalization;
using System.Text;

namespace Forum.Domain.Kernel;

/// <summary>Checks of what people write, before it is kept: size and shape, never content.</summary>
public static class Words
{
    /// <summary>
    /// Whether a text is empty, longer than <paramref name="most"/> characters, or holds what is no text: lone
    /// surrogates, control characters other than line breaks and tabs, or marks that turn the reading direction
    /// (U+202A to U+202E, U+2066 to U+2069; Unicode Technical Report 36), with which one text can pose as another.
    /// </summary>
    public static Refusal? Check(string field, string? text, int most)
    {
        if (IsBlank(text)) return Refusal.Invalid(field, $"{field}.missing");
        if (text.Length > most && Length(text, most) is var length && length > most) return Refusal.Invalid(field, "text.too-long", new("most", most), new("length", length));
        return IsText(text) ? null : Refusal.Invalid(field, "text.unreadable");
    }

    /// <summary>
    /// Whether there is nothing to be seen in a text: none, or only spaces, what is not shown (categories Cc, Cf, Mn of the
    /// Unicode Standard) and letters that are drawn empty (the fillers of Hangul, the blank of Braille).
    /// </summary>
    public static bool IsBlank([System.Diagnostics.CodeAnalysis.NotNullWhen(false)] string? text) => text is null || text.EnumerateRunes().All(IsUnseen);

    /// <summary>Whether a text holds nothing but text, as <see cref="Check"/> has it.</summary>
    public static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i]) || IsForeign(text[i])) return false;
        }
        return true;
    }

    /// <summary>
    /// A text as the eye reads it: width, case and kinds of space make no difference, what is not seen is left out
    /// (Unicode Standard Annex 15, form KC; Unicode Technical Standard 39 on invisible characters). For comparing only.
    /// </summary>
    public static string Look(string text)
    {
        // What is no character has no form: a mark stands for it.
        var seen = string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Format or UnicodeCategory.Control));
        return string.Join(' ', string.Concat(seen.Select(r => Rune.IsWhiteSpace(r) ? " " : r.ToString())).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark || rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0;

    // As people count: a rare character or a family of emoji is one. Heaps of marks on one letter are not let through by that.
    private static int Length(string text, int most) => text.Length > 8 * most ? text.Length : new StringInfo(text).LengthInTextElements;

    private static bool IsForeign(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
