using System.Globalization;

namespace Forum.Domain.Voting.Methods;

/// <summary>A project that people vote on: its cost in whole amounts, as small as the <see cref="Budget"/> counts in.</summary>
public sealed record BudgetProject(string Id, long Cost);

/// <summary>Equal approval ballots: the approved projects by their places in the list, and how many people cast this.</summary>
public sealed record BudgetBallot(IReadOnlyList<int> Approved, long Count);

/// <summary>
/// A participatory budget: projects, what may be spent, approval ballots, and the votes below which a project is not
/// considered. Amounts are whole; <paramref name="Unit"/> of them are one unit of the currency, by which equal shares
/// grow: 1 where amounts are units already, as in the cities' files, 100 where they are fen.
/// </summary>
public sealed record Budget(IReadOnlyList<BudgetProject> Projects, long Limit, IReadOnlyList<BudgetBallot> Ballots, long LeastVotes = 0, long Unit = 1)
{
    /// <summary>The people who voted.</summary>
    public long Voters => Ballots.Sum(b => b.Count);

    /// <summary>Everybody's votes, in the projects' order.</summary>
    public long[] Votes()
    {
        var votes = new long[Projects.Count];
        foreach (var ballot in Ballots)
            foreach (var project in ballot.Approved) votes[project] += ballot.Count;
        return votes;
    }

    /// <summary>Whether a project may be chosen at all.</summary>
    public bool MayWin(int project, long votes) => IsAskedFor(votes) && Projects[project].Cost <= Limit;

    internal bool IsAskedFor(long votes) => votes >= Math.Max(1, LeastVotes);

    internal CountResult Result(string method, IReadOnlyList<int> chosen, TieBreak ties, IReadOnlyDictionary<int, Passed> passed, IReadOnlyDictionary<int, string>? payments = null)
    {
        var (votes, names, spent) = (Votes(), Projects.Select(p => p.Id).ToList(), chosen.Sum(p => Projects[p].Cost));
        return new(method, names, Voters, [.. chosen.Select(p => names[p])])
        {
            Totals = Enumerable.Range(0, names.Count).ToDictionary(p => names[p], p => votes[p].ToString(CultureInfo.InvariantCulture)),
            Projects = [.. chosen.Select((p, at) => new CountProject(names[p], Projects[p].Cost, votes[p]) { Place = at + 1, Payment = payments?.GetValueOrDefault(p) }),
                .. Enumerable.Range(0, names.Count).Except(chosen).OrderByDescending(p => votes[p]).Select(p => Why(p, votes[p], passed) is var why ? new CountProject(names[p], Projects[p].Cost, votes[p]) { NotFunded = why.Why, Left = why.Left } : null!)],
            Spent = spent, Left = Limit - spent, Ties = ties.Ties, Open = ties.IsOpen,
        };
    }

    private Passed Why(int project, long votes, IReadOnlyDictionary<int, Passed> passed) =>
        votes == 0 ? new(NotFunded.NoVotes) : votes < LeastVotes ? new(NotFunded.BelowLeastVotes) : Projects[project].Cost > Limit ? new(NotFunded.AboveBudget)
        : passed.TryGetValue(project, out var why) ? why : new(NotFunded.TieOpen);
}

/// <summary>Why the count passed a project over, and what was left for it.</summary>
internal readonly record struct Passed(NotFunded Why, string? Left = null);
