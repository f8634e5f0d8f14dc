namespace Forum.Foundation.Finding;

/// <summary>A word as it is looked for, and where it stands in the text that it was read from.</summary>
/// <param name="Word">Folded: one form for width, case and accents.</param>
/// <param name="Start">Its first UTF-16 unit in the text.</param>
/// <param name="End">The unit after its last.</param>
/// <param name="Dense">Whether it is of a script that is written without gaps between words.</param>
/// <param name="Closing">Whether it is the single last character of a run of such a script.</param>
public readonly record struct Token(string Word, int Start, int End, bool Dense = false, bool Closing = false);
