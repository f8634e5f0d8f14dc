using Forum.Domain.Kernel;
using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    // The words of a ballot of yes and no; the record has them in place of numbers.
    private static readonly string[] Taken = ["yes", "no", "abstain", "同意", "反对", "弃权"];

    /// <summary>
    /// Gives it options and another method, before it opens. Refused for owners, whose double majority is a matter of yes
    /// and no; for fewer than two options or too many, and equal ones; for more places than there are options to leave out.
    /// </summary>
    public Outcome<Done> Offer(VotingMethod method, IReadOnlyList<string> options, int seats, Unranked unranked = Unranked.Below)
    {
        if (BarsPreparing is { } past) return past;
        if (Rule.CountsArea) return Refusal.Invalid("method", "poll.owners-yes-no");
        List<Refusal> wrong = [];
        if (options.Count is < 2 or > MostOptions) wrong.Add(Refusal.Invalid("options", "poll.options", new Fact("most", MostOptions)));
        if (options.Select(o => Words.Check("options", o, LongestOption)).OfType<Refusal>().FirstOrDefault() is { } words) wrong.Add(words);
        // What looks alike on a ballot is alike; and abstaining is asked for beside the options.
        var looks = options.Select(Words.Look).ToList();
        if (looks.Distinct().Count() != looks.Count) wrong.Add(Refusal.Invalid("options", "poll.options-equal"));
        if (looks.Exists(Taken.Contains)) wrong.Add(Refusal.Invalid("options", "poll.option-taken"));
        if (seats < 1 || seats >= Math.Max(2, options.Count) || (seats > 1 && method.HasOneSeat())) wrong.Add(Refusal.Invalid("seats", "poll.seats"));
        if (unranked == Unranked.Ignored && !method.TakesEqualRanks()) wrong.Add(Refusal.Invalid("unranked", "poll.unranked"));
        if (wrong.Count > 0) return Outcome<Done>.Refused(wrong);
        (Method, Options, Seats, Unranked) = (method, options, seats, unranked);
        Raise(new PollOptionsSet(CommunityId, Id, options));
        return Outcome.Done;
    }
}
