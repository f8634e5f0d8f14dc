using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>A share as a fraction of whole numbers, reached at equality or only beyond it. Compared exactly, in integers.</summary>
/// <param name="Numerator">Above the line; 0 asks for nothing.</param>
/// <param name="Denominator">Below it, above nothing.</param>
/// <param name="Strict">Whether equality falls short: 过半 excludes the number, 以上 includes it (Civil Code, art. 1259).</param>
public sealed record Share(int Numerator, int Denominator, bool Strict)
{
    /// <summary>The largest denominator of a share that somebody sets.</summary>
    public const int LargestDenominator = 1000;

    /// <summary>A share that asks for nothing.</summary>
    public static readonly Share None = new(0, 1, false);

    /// <summary>Whether it asks for anything.</summary>
    public bool Asks => Numerator > 0;

    /// <summary>Whether a part of a whole reaches the share. Of nothing, only a share that asks for nothing is reached.</summary>
    public bool IsReachedBy(long part, long whole)
    {
        var (has, needs) = ((Int128)part * Denominator, (Int128)whole * Numerator);
        return !Asks || (whole > 0 && (Strict ? has > needs : has >= needs));
    }

    /// <summary>The least whole part that reaches the share.</summary>
    public long Least(long whole)
    {
        var needs = (Int128)whole * Numerator;
        var (quotient, rest) = (needs / Denominator, needs % Denominator);
        return (long)(Strict || rest > 0 ? quotient + 1 : quotient);
    }

    /// <summary>Why nobody can set it; nothing where they can. More than all can never be reached.</summary>
    public Refusal? Wrong(string field) =>
        Numerator < 0 || Denominator is < 1 or > LargestDenominator || Numerator > Denominator || (Strict && Numerator == Denominator) ? Refusal.Invalid(field, "rule.share") : null;
}
