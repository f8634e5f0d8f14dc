namespace Forum.Foundation.Finding;

/// <summary>Words that must stand one behind another; of the last, the beginning may do.</summary>
public sealed record Phrase(IReadOnlyList<string> Words, bool Beginning = false);

/// <summary>One of these must be there.</summary>
public sealed record Term(IReadOnlyList<Phrase> Any);

/// <summary>
/// What somebody looks for: every term, and none of what a minus stands before. Words in quotation marks stand together
/// exactly so. Any text can be read so; one without a word looks for nothing.
/// </summary>
public sealed record Sought(IReadOnlyList<Term> All, IReadOnlyList<Term> None)
{
    /// <summary>The longest text that is read, in UTF-16 units.</summary>
    public const int Longest = 200;

    private const int MostTerms = 16;

    public static readonly Sought Nothing = new([], []);

    public bool IsNothing => All.Count == 0;

    public static Sought Read(string? text)
    {
        List<Term> all = [], none = [];
        foreach (var (part, quoted, minus) in Parts(text is { Length: > Longest } ? text[..Longest] : text ?? ""))
            foreach (var group in quoted ? [part] : Groups(part))
                if (Of(Tokeniser.Read(group), quoted) is { } term) (minus ? none : all).Add(term);
        if (all.Count + none.Count > MostTerms) (all, none) = ([.. all.Take(MostTerms)], [.. none.Take(MostTerms)]);
        return new(all, none);
    }

    // Quoted pieces and the rest; a minus counts where a word begins.
    private static IEnumerable<(string Text, bool Quoted, bool Minus)> Parts(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at])) { at++; continue; }
            var minus = text[at] is '-' or '－' or '−' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
            if (minus) at++;
            if (IsQuote(text[at]))
            {
                var close = text.AsSpan(at + 1).IndexOfAny("\"“”„＂「」『』《》");
                var end = close < 0 ? text.Length : at + 1 + close;
                yield return (text[(at + 1)..end], close >= 0, minus);
                at = end + 1;
                continue;
            }
            var next = at + 1;
            while (next < text.Length && !char.IsWhiteSpace(text[next]) && !IsQuote(text[next])) next++;
            yield return (text[at..next], false, minus);
            at = next;
        }
    }

    private static bool IsQuote(char sign) => sign is '"' or '“' or '”' or '„' or '＂' or '「' or '」' or '『' or '』' or '《' or '》';

    // Outside quotation marks a comma parts words as a gap does; "3号楼" holds together.
    private static IEnumerable<string> Groups(string part)
    {
        var tokens = Tokeniser.Read(part);
        for (var i = 0; i < tokens.Count;)
        {
            var (first, end) = (tokens[i].Start, tokens[i].End);
            for (i++; i < tokens.Count && tokens[i].Start <= end; i++) end = Math.Max(end, tokens[i].End);
            yield return part[first..end];
        }
    }

    private static Term? Of(IReadOnlyList<Token> tokens, bool quoted)
    {
        if (tokens.Count == 0) return null;
        var last = tokens[^1];
        // The run may go on where it is found: its last character alone need not stand there, but where it is all there is.
        if (last.Closing && tokens.Count > 1 && tokens[^2] is { Dense: true, Closing: false }) return new([new([.. tokens.SkipLast(1).Select(t => t.Word)])]);
        string[] words = [.. tokens.Select(t => t.Word)];
        if (last.Closing) return new([new(words, Beginning: true)]);
        if (quoted) return new([new(words)]);
        var beginning = last.Word.Length > 2 || (last.Word.Length == 2 && char.IsLetter(last.Word[0]));
        var plain = new Phrase(words, beginning);
        return Singular(last.Word) is { } one ? new([plain, new([.. words.SkipLast(1), one])]) : new([plain]);
    }

    /// <summary>"lights" finds "light" too; the other way the beginning does it.</summary>
    private static string? Singular(string word) => word switch
    {
        _ when word.Length < 4 || word.EndsWith("ss", StringComparison.Ordinal) || !char.IsAsciiLetter(word[0]) => null,
        _ when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
        _ when word.EndsWith('s') => word[..^1],
        _ => null,
    };
}
