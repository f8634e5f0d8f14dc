using System.Text.Json;
using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Reception;
using Forum.Domain.Voting;

namespace Forum.Search;

/// <summary>Where a matter may stand: the stations of proposals, their steps before the poll and how they end, the steps of concerns, the states of polls and calls.</summary>
public static class Stages
{
    private static readonly string[] All = [.. Enum.GetNames<MatterStation>(), .. Enum.GetNames<ProposalStep>(), .. Enum.GetNames<ConcernStatus>(), .. Enum.GetNames<PollState>(), .. Enum.GetNames<EndingKind>(), .. Enum.GetNames<CallState>()];

    /// <summary>The stages that one may choose, with the keys of their texts, under the kind that they belong to.</summary>
    public static readonly IReadOnlyList<(SearchKind Kind, IReadOnlyList<(string Word, string Text)> Stages)> Choices =
    [
        (SearchKind.Concern, [.. Enum.GetNames<ConcernStatus>().Select(s => (Word(s), $"ConcernStatus.{s}"))]),
        (SearchKind.Proposal, [Of(MatterStation.Discussed), .. Enum.GetNames<ProposalStep>().Select(s => (Word(s), $"{nameof(ProposalStep)}.{s}")), .. Enum.GetValues<MatterStation>().Where(s => s > MatterStation.Discussed).Select(Of), .. Enum.GetNames<EndingKind>().Select(s => (Word(s), $"EndingKind.{s}"))]),
        (SearchKind.Poll, [.. Enum.GetNames<PollState>().Select(s => (Word(s), $"PollState.{s}"))]),
        (SearchKind.Call, [.. Enum.GetNames<CallState>().Select(s => (Word(s), $"CallState.{s}"))]),
    ];

    private static (string, string) Of(MatterStation station) => (Word($"{station}"), $"{nameof(MatterStation)}.{station}");

    /// <summary>As addresses and programs write it, such as <c>on-notice</c>.</summary>
    public static string Word(string stage) => JsonNamingPolicy.KebabCaseLower.ConvertName(stage);

    /// <summary>What was written so; nothing where it is no stage.</summary>
    public static string? Read(string? word) => All.FirstOrDefault(s => Word(s) == word);

    /// <summary>The key of a found thing's stage.</summary>
    public static string Text(SearchKind kind, string word) => $"{(kind switch { SearchKind.Concern => nameof(ConcernStatus), SearchKind.Poll => nameof(PollState), SearchKind.Call => nameof(CallState), _ => Enum.TryParse<EndingKind>(Read(word), out _) ? nameof(EndingKind) : nameof(MatterStation) })}.{Read(word)}";
}
