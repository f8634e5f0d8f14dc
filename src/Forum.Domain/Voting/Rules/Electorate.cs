namespace Forum.Domain.Voting;

/// <summary>Who votes. Every roll is read from the register, the offices or the attendance of the instant of opening.</summary>
public enum Electorate
{
    /// <summary>年满18周岁的居民，一人一票: residents of 18 and over.</summary>
    Residents = 1,
    /// <summary>业主: owners, counted by heads and by exclusive area.</summary>
    Owners,
    /// <summary>户代表，一户一票: one vote for each home in which somebody of 18 or over lives; whoever of them is first casts it.</summary>
    Households,
    /// <summary>居民代表: those who hold that office.</summary>
    Representatives,
    /// <summary>一个组织的成员: those who hold an office in one body, such as the residents' committee.</summary>
    Members,
    /// <summary>各组织，一家一票: one voice for each body, cast by whoever acts for it.</summary>
    Organisations,
    /// <summary>到会的人: those whose attendance was recorded before the opening.</summary>
    Present,
}

/// <summary>What holds of each electorate.</summary>
public static class Electorates
{
    /// <summary>Whether a line is a home's or a body's: others stand for it, and one of them may stand for several.</summary>
    public static bool IsStoodFor(this Electorate electorate) => electorate is Electorate.Households or Electorate.Organisations;
}

/// <summary>What each share of a rule is taken by.</summary>
public enum CountedBy
{
    /// <summary>按人数</summary>
    Heads = 1,
    /// <summary>人数和面积都要: every share must be reached by both (Civil Code, art. 278).</summary>
    HeadsAndArea,
    /// <summary>只按面积</summary>
    Area,
}
