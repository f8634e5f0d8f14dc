using System.Buffers;
using System.Globalization;
using System.Text;

namespace Forum.Domain.Kernel;

/// <summary>Checks of what people write, before it is kept: size and shape, never content.</summary>
public static class Words
{
    /// <summary>
    /// Whether a text is empty, longer than <paramref name="most"/> characters, or holds what is no text: lone
    /// surrogates, numbers that Unicode keeps for no character (U+FFFE and its like), control characters other than line
    /// breaks and tabs, or marks that turn the reading direction
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
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != OperationStatus.Done || IsForeign(rune)) return false;
            rest = rest[used..];
        }
        return true;
    }

    /// <summary>A text in a normal form (Unicode Standard Annex 15). What is no character has none and breaks the rest: the sign for what is unknown, U+FFFD, stands for it.</summary>
    public static string Form(string text, NormalizationForm form) =>
        (IsText(text) ? text : string.Concat(text.EnumerateRunes().Select(r => IsNoCharacter(r) ? Rune.ReplacementChar : r))).Normalize(form);

    /// <summary>
    /// A text as the eye reads it: width, case and kinds of space make no difference, what is not seen is left out
    /// (Unicode Standard Annex 15, form KC; Unicode Technical Standard 39 on invisible characters). For comparing only.
    /// </summary>
    public static string Look(string text)
    {
        var seen = Form(text, NormalizationForm.FormKC).EnumerateRunes().Where(r => Rune.IsWhiteSpace(r) || Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Format or UnicodeCategory.Control));
        return string.Join(' ', string.Concat(seen.Select(r => Rune.IsWhiteSpace(r) ? " " : r.ToString())).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark || rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0;

    // As people count: a rare character or a family of emoji is one. Heaps of marks on one letter are not let through by that.
    private static int Length(string text, int most) => text.Length > 8 * most ? text.Length : new StringInfo(text).LengthInTextElements;

    private static bool IsForeign(Rune rune) =>
        IsNoCharacter(rune) || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // The last two of each plane, and thirty-two more (Unicode Standard, 23.7).
    private static bool IsNoCharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
