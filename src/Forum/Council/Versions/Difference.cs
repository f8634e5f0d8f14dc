using System.Globalization;
using DiffPlex;
using DiffPlex.Model;

namespace Forum.Council.Versions;

/// <summary>What became of a piece of text.</summary>
public enum DiffKind
{
    Same = 1,
    Removed,
    Added,
}

/// <summary>A piece of the difference between two texts, in reading order; what was removed stands before what came in its place.</summary>
public sealed record DiffPiece(DiffKind Kind, string Text);

/// <summary>
/// The difference between two texts as people read it: paragraphs first, then inside what changed words, in Chinese
/// characters. A text that is too different for that is shown as out and in, whole: no pair of texts costs seconds.
/// </summary>
public static class Difference
{
    // The work grows with the square of what differs.
    private const int MostChunks = 6000;

    public static IReadOnlyList<DiffPiece> Between(string before, string after)
    {
        List<DiffPiece> pieces = [];
        foreach (var (kind, old, now) in Blocks(Plain(before), Plain(after), LineEnds))
            if (kind == DiffKind.Same) pieces.Add(new(DiffKind.Same, old));
            else pieces.AddRange(Inside(old, now));
        return Join(Smooth(Join(pieces)));
    }

    /// <summary>How many characters came in and how many went out, blanks not counted.</summary>
    public static (int Added, int Removed) Count(IEnumerable<DiffPiece> pieces)
    {
        int Of(DiffKind kind) => pieces.Where(p => p.Kind == kind).Sum(p => p.Text.Count(c => !char.IsWhiteSpace(c)));
        return (Of(DiffKind.Added), Of(DiffKind.Removed));
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n");

    private static IEnumerable<DiffPiece> Inside(string old, string now)
    {
        if (old.Length == 0 || now.Length == 0) return OutAndIn(old, now);
        var fine = old.Length + now.Length <= MostChunks ? Blocks(old, now, WordEnds) : Blocks(old, now, SentenceEnds);
        return fine.SelectMany(b => b.Kind == DiffKind.Same ? [new DiffPiece(DiffKind.Same, b.Old)] : OutAndIn(b.Old, b.Now));
    }

    private static IEnumerable<DiffPiece> OutAndIn(string old, string now)
    {
        if (old.Length > 0) yield return new(DiffKind.Removed, old);
        if (now.Length > 0) yield return new(DiffKind.Added, now);
    }

    /// <summary>Runs that are the same and runs that differ, in order.</summary>
    private static IEnumerable<(DiffKind Kind, string Old, string Now)> Blocks(string old, string now, Func<string, int, int> end)
    {
        var chunks = new Chunks(end);
        if (chunks.Chunk(old).Count + chunks.Chunk(now).Count > MostChunks)
        {
            yield return (DiffKind.Removed, old, now);
            yield break;
        }
        DiffResult result = Differ.Instance.CreateDiffs(old, now, false, false, chunks);
        var at = 0;
        foreach (var block in result.DiffBlocks)
        {
            if (block.DeleteStartA > at) yield return (DiffKind.Same, Text(result.PiecesOld, at, block.DeleteStartA), "");
            yield return (DiffKind.Removed, Text(result.PiecesOld, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA), Text(result.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB));
            at = block.DeleteStartA + block.DeleteCountA;
        }
        if (at < result.PiecesOld.Count) yield return (DiffKind.Same, Text(result.PiecesOld, at, result.PiecesOld.Count), "");
    }

    private static string Text(IReadOnlyList<string> pieces, int from, int to) => string.Concat(pieces.Skip(from).Take(to - from));

    /// <summary>A character or two that happen to be alike inside a changed passage would make it unreadable: they change with it. Where words only came in, or only went out, nothing else did.</summary>
    private static List<DiffPiece> Smooth(List<DiffPiece> pieces)
    {
        List<DiffPiece> smooth = [];
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            var between = piece.Kind == DiffKind.Same && i > 0 && i < pieces.Count - 1 && piece.Text.Length <= 2 && !piece.Text.Contains('\n');
            if (between && Side(pieces, i - 1, -1) is { Length: > 1 } before && Side(pieces, i + 1, 1) is { Length: > 1 } after && before.Out + after.Out > 0 && before.Length + after.Length > before.Out + after.Out) smooth.AddRange([piece with { Kind = DiffKind.Removed }, piece with { Kind = DiffKind.Added }]);
            else smooth.Add(piece);
        }
        return smooth;
    }

    private static (int Length, int Out) Side(List<DiffPiece> pieces, int at, int step)
    {
        var (length, gone) = (0, 0);
        for (; at >= 0 && at < pieces.Count && pieces[at].Kind != DiffKind.Same; at += step)
        {
            length += pieces[at].Text.Length;
            if (pieces[at].Kind == DiffKind.Removed) gone += pieces[at].Text.Length;
        }
        return (length, gone);
    }

    /// <summary>Neighbours of one kind become one; in a changed passage what went out stands first.</summary>
    private static List<DiffPiece> Join(IEnumerable<DiffPiece> pieces)
    {
        List<DiffPiece> joined = [];
        var (same, old, now) = ("", "", "");
        void Flush()
        {
            if (same.Length > 0) joined.Add(new(DiffKind.Same, same));
            joined.AddRange(OutAndIn(old, now));
            (same, old, now) = ("", "", "");
        }
        foreach (var piece in pieces)
        {
            if (piece.Kind == DiffKind.Same)
            {
                if (old.Length + now.Length > 0) Flush();
                same += piece.Text;
            }
            else if (piece.Kind == DiffKind.Removed) old += piece.Text;
            else now += piece.Text;
        }
        Flush();
        return joined;
    }

    private static int LineEnds(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;

    private static int SentenceEnds(string text, int at) => text.AsSpan(at).IndexOfAny("。！？；.!?;\n") is >= 0 and var length ? at + length + 1 : text.Length;

    // A Latin word or a number is one, anything else a character; what is written as two units stays together.
    private static int WordEnds(string text, int at)
    {
        var end = at;
        while (end < text.Length && IsWord(text[end])) end++;
        return end > at ? end : at + StringInfo.GetNextTextElementLength(text, at);
    }

    private static bool IsWord(char c) => c < 0x2e80 && char.IsLetterOrDigit(c);

    private sealed class Chunks(Func<string, int, int> end) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text)
        {
            List<string> chunks = [];
            for (var at = 0; at < text.Length;)
            {
                var to = end(text, at);
                chunks.Add(text[at..to]);
                at = to;
            }
            return chunks;
        }
    }
}
