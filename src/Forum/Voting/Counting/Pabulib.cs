using System.Globalization;
using Forum.Domain.Voting.Methods;

namespace Forum.Voting.Counting;

/// <summary>Pabulib's participatory budgets (arXiv 2012.06539): META, PROJECTS and VOTES, each a table with semicolons. Approval ballots only.</summary>
internal static class Pabulib
{
    public static BallotFile Read(string[] lines)
    {
        Dictionary<string, List<string[]>> sections = [];
        List<string[]> rows = [];
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0))
            if (line is "META" or "PROJECTS" or "VOTES") sections[line] = rows = [];
            else rows.Add(line.Split(';'));
        var meta = sections["META"].Skip(1).ToDictionary(r => r[0].Trim(), r => r[1].Trim());
        if (meta["vote_type"] is not "approval") throw new FormatException($"votes of type {meta["vote_type"]}, not approval");
        var (id, cost, vote) = (Column(sections["PROJECTS"], "project_id"), Column(sections["PROJECTS"], "cost"), Column(sections["VOTES"], "vote"));
        var projects = sections["PROJECTS"].Skip(1).Select(r => new BudgetProject(r[id].Trim(), Whole(r[cost]))).ToList();
        var places = projects.Select((p, i) => (p.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var ballots = sections["VOTES"].Skip(1).Select(r => r[vote].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => places[p]).Distinct().Order().ToArray())
            .GroupBy(v => string.Join(',', v)).Select(g => new BudgetBallot(g.First(), g.Count())).ToList();
        var least = meta.TryGetValue("min_project_score_threshold", out var text) ? Whole(text) : 0;
        return new([.. projects.Select(p => p.Id)], []) { Budget = new(projects, Whole(meta["budget"]), ballots, least) };
    }

    private static int Column(List<string[]> rows, string name) => Array.FindIndex(rows[0], c => c.Trim() == name) is >= 0 and var at ? at : throw new FormatException($"no column {name}");

    private static long Whole(string text) => decimal.Parse(text.Trim(), CultureInfo.InvariantCulture) is var value && value == decimal.Truncate(value) ? (long)value : throw new FormatException($"{text} is no whole amount");
}
