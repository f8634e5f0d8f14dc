using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Budgets;
using Forum.Voting.Record;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>What a poll is among: its options with their places, or with what they cost.</summary>
/// <param name="Unranked"><c>below</c> or <c>ignored</c>: what becomes of options that a ballot does not rank.</param>
/// <param name="Costs">What each costs, in fen, where the method spends a budget.</param>
/// <param name="Budget">What may be spent, in fen.</param>
public sealed record PollOptions(IReadOnlyList<string>? Options, int? Seats = null, string? Unranked = null, IReadOnlyList<long>? Costs = null, long? Budget = null, string? Completion = null, long? LeastVotes = null)
{
    /// <summary>Gives a poll these options by a method. A rest of the budget that nobody speaks of is not spent, as in the command line's count.</summary>
    public Outcome<Poll> Give(Poll poll, VotingMethod method)
    {
        if (!string.IsNullOrEmpty(Unranked) && UnrankedNames.Of(Unranked) is null) return Refusal.Invalid("unranked", "poll.unranked");
        if (method == VotingMethod.YesNoAbstain && Options is { Count: > 0 }) return Refusal.Invalid("options", "poll.no-options");
        return (method == VotingMethod.YesNoAbstain ? poll : poll.Offer(method, [.. (Options ?? []).Select(o => o?.Trim() ?? "").Where(o => o.Length > 0)], Seats ?? 1, UnrankedNames.Of(Unranked) ?? Domain.Voting.Methods.Unranked.Below).Map(_ => poll)).Then(Fund);
    }

    private Outcome<Poll> Fund(Poll poll)
    {
        if (this is { Budget: null, Costs: null or { Count: 0 }, Completion: null, LeastVotes: null or 0 } && !poll.Method.SpendsBudget()) return poll;
        if (Budget is not { } sum) return poll.Method.SpendsBudget() ? Refusal.Invalid("budget", "poll.budget-missing") : Refusal.Invalid("budget", "poll.no-budget");
        var completion = CompletionNames.Of(Completion) ?? (poll.Method == VotingMethod.EqualShares ? Domain.Voting.Methods.Completion.None : null);
        return poll.Spend(new(sum, [.. Costs ?? []], completion, LeastVotes ?? 0)).Map(_ => poll);
    }
}

/// <summary>Gives a poll that is not open yet other options.</summary>
[SignedIn("the right of the poll's electorate at its place, which the handler asks for"), Official]
public sealed record ChangeOptions(PollId Id, PollOptions Among) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class ChangeOptionsHandler(Desk desk, PollHolders holders, PollBinding binding) : IRequestHandler<ChangeOptions, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ChangeOptions request, CancellationToken stop)
    {
        var held = await holders.HeldAsync(desk.Caller, request.Id, stop);
        if (!held.Ok) return Outcome<Done>.Refused(held.Refusals);
        var poll = held.Value;
        if (await binding.DraftChangedAsync(poll, stop) is { } changed) return changed;
        return poll.Method == VotingMethod.YesNoAbstain ? Refusal.Conflict("poll.no-options") : request.Among.Give(poll, poll.Method).Map(_ =>
        {
            poll.Bound();
            return default(Done);
        });
    }
}
