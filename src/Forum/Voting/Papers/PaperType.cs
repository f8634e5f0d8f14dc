namespace Forum.Voting.Papers;

/// <summary>How large the options of a printed ballot paper are set, so that the whole of it fits one sheet of A4.</summary>
public static class PaperType
{
    // Millimetres, of A4 without its margins; a little is kept free.
    private const double Width = 180, Height = 262, Point = 25.4 / 72;

    private sealed record Size(int Points, double Question, double Text, double Box, double Gap, double Line, double Code);

    // As papers.css sets them.
    private static readonly Size[] Sizes = [new(26, 28, 17, 14, 6, 9, 32), new(20, 22, 15, 10, 3.5, 6, 28), new(17, 19, 14, 8, 2, 4, 26), new(14, 17, 14, 6, 0.8, 2.5, 24)];

    /// <summary>The size in points: the largest with which it fits, at least 14. What does not fit with that either runs on to a second sheet, which bears the serial again.</summary>
    public static int Of(string question, IReadOnlyList<string> options, bool costs, bool signed) =>
        Sizes.FirstOrDefault(s => Needs(s, question, options, costs, signed) <= Height, Sizes[^1]).Points;

    private static double Needs(Size s, string question, IReadOnlyList<string> options, bool costs, bool signed)
    {
        var (text, rows) = (s.Text * Point * 1.45, options.Count == 0 ? 3 : options.Count + 1);
        var room = Width - s.Box - 5 - (costs ? s.Points * Point * 5 : 0);
        var choices = options.Sum(o => Math.Max(s.Box, Lines(o, s.Points, room) * s.Points * Point * 1.25)) + (rows - options.Count) * Math.Max(s.Box, s.Points * Point * 1.25) + (rows - 1) * s.Gap;
        var around = 4 * s.Gap + 6 + text * (costs ? 3.5 : 2) + 14 * Point * 1.45 * 1.5;
        return s.Code + 10 + Lines(question, s.Question, Width) * s.Question * Point * 1.3 + choices + around + (signed ? text * 2 + 2 * (text + 2 * s.Line) : text * 2);
    }

    // A Chinese character is as wide as it is high, a Latin letter hardly more than half.
    private static double Lines(string text, double points, double room) => Math.Max(1, Math.Ceiling(text.Sum(c => c < 0x2e80 ? 0.56 : 1) * points * Point / room * 1.03));
}
