namespace Forum.Foundation.Finding;

/// <summary>A piece of a text, found or not. Whoever shows it writes it as text, never as markup.</summary>
public readonly record struct Piece(string Text, bool Found);

/// <summary>Where in a text what was sought stands.</summary>
public static class Marks
{
    private const int Before = 24;

    /// <summary>The whole text in pieces.</summary>
    public static IReadOnlyList<Piece> Whole(string text, Sought sought) => Cut(text, 0, text.Length, Spans(text, sought));

    /// <summary>The part of a text in which most of it stands, so many signs long, whole characters only.</summary>
    public static IReadOnlyList<Piece> Part(string text, Sought sought, int length)
    {
        var spans = Spans(text, sought);
        var from = spans.Count == 0 ? 0 : Math.Max(0, spans.MaxBy(s => spans.Count(o => o.Start >= s.Start && o.End <= s.Start + length - Before)).Start - Before);
        var to = Math.Min(text.Length, from + length);
        from = Math.Max(0, Math.Min(from, to - length));
        if (from > 0 && char.IsLowSurrogate(text[from])) from--;
        if (to < text.Length && char.IsLowSurrogate(text[to])) to--;
        var pieces = Cut(text, from, to, spans);
        return [.. from > 0 ? [new Piece("…", false)] : Array.Empty<Piece>(), .. pieces, .. to < text.Length ? [new Piece("…", false)] : Array.Empty<Piece>()];
    }

    private static List<(int Start, int End)> Spans(string text, Sought sought)
    {
        var tokens = Tokeniser.Read(text);
        List<(int Start, int End)> found = [];
        foreach (var phrase in sought.All.SelectMany(t => t.Any))
            for (var i = 0; i + phrase.Words.Count <= tokens.Count; i++)
                if (Stands(tokens, i, phrase)) found.Add((tokens[i].Start, EndOf(tokens[i + phrase.Words.Count - 1], phrase)));
        found.Sort();
        // What touches is one: pairs grow together to whole words.
        List<(int Start, int End)> whole = [];
        foreach (var span in found)
            if (whole.Count > 0 && span.Start <= whole[^1].End) whole[^1] = (whole[^1].Start, Math.Max(whole[^1].End, span.End));
            else whole.Add(span);
        return whole;
    }

    private static bool Stands(IReadOnlyList<Token> tokens, int at, Phrase phrase)
    {
        for (var i = 0; i < phrase.Words.Count; i++)
        {
            var (word, wanted) = (tokens[at + i].Word, phrase.Words[i]);
            if (i == phrase.Words.Count - 1 && phrase.Beginning ? !word.StartsWith(wanted, StringComparison.Ordinal) : word != wanted) return false;
        }
        return true;
    }

    // Of a pair that only begins with the character sought, that character.
    private static int EndOf(Token last, Phrase phrase) =>
        phrase.Beginning && last is { Dense: true, Closing: false } ? Math.Min(last.End, last.Start + phrase.Words[^1].Length) : last.End;

    private static List<Piece> Cut(string text, int from, int to, List<(int Start, int End)> spans)
    {
        List<Piece> pieces = [];
        var at = from;
        foreach (var (start, end) in spans.Where(s => s.End > from && s.Start < to).Select(s => (Math.Max(s.Start, from), Math.Min(s.End, to))))
        {
            if (start > at) pieces.Add(new(text[at..start], false));
            pieces.Add(new(text[start..end], true));
            at = end;
        }
        if (at < to) pieces.Add(new(text[at..to], false));
        return pieces;
    }
}
