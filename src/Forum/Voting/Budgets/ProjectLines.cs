using System.Globalization;
using Forum.Domain.Kernel;
using Forum.Kit;

namespace Forum.Voting.Budgets;

/// <summary>Projects as people type them: one a line, the name, an equals sign, the cost in yuan.</summary>
public static class ProjectLines
{
    /// <summary>Names and costs in fen. Refused with the line that has no cost.</summary>
    public static Outcome<IReadOnlyList<(string Name, long Cost)>> Read(IEnumerable<string> lines)
    {
        List<(string, long)> projects = [];
        foreach (var line in lines)
        {
            var sign = line.LastIndexOfAny(['=', '＝']);
            if (sign < 1 || Money.Read(line[(sign + 1)..]) is not { } cost) return Refusal.Invalid("options", "poll.cost-unreadable", new Fact("line", line));
            projects.Add((line[..sign].Trim(), cost));
        }
        return projects;
    }

    public static string Show(IEnumerable<string> names, IReadOnlyList<long> costs) =>
        string.Join('\n', names.Select((name, i) => $"{name} = {(costs[i] / 100m).ToString(costs[i] % 100 == 0 ? "0" : "0.00", CultureInfo.InvariantCulture)}"));
}
