using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Calls;

/// <summary>How a contribution came.</summary>
public enum ContributionChannel
{
    /// <summary>网上: by whoever wrote it.</summary>
    Online = 1,
    /// <summary>纸质: entered from a paper.</summary>
    Paper,
    /// <summary>口头: written down as it was spoken.</summary>
    Spoken,
}

/// <summary>What becomes of a contribution.</summary>
public enum ContributionOutcome
{
    /// <summary>待答复</summary>
    Pending = 1,
    /// <summary>采纳</summary>
    Adopted,
    /// <summary>合并: taken up together with another.</summary>
    Merged,
    /// <summary>未采纳</summary>
    NotAdopted,
}

/// <summary>Who speaks to a call, and how it came.</summary>
/// <param name="By">Who signs: the speaker, or who wrote it down.</param>
/// <param name="PersonId">The signer as somebody of the register.</param>
/// <param name="From">Whose words they are, where somebody else wrote them down.</param>
/// <param name="Channel">How it came; <see cref="ContributionChannel.Online"/> exactly where nobody wrote it down for another.</param>
public sealed record Voice(Byline By, PersonId? PersonId, Heard? From, ContributionChannel Channel)
{
    /// <summary>One id for whoever speaks, whichever way: the body, the person of the register, or the account that is on no register.</summary>
    public Guid Speaker => From?.PersonId.Value ?? By.UnitId?.Value ?? PersonId?.Value ?? By.AccountId.Value;
}

/// <summary>What somebody said to a call (征集意见), with what became of it.</summary>
public sealed partial class Contribution : Aggregate
{
    /// <summary>The longest contribution, in characters as people count them.</summary>
    public const int LongestBody = 2000;

    /// <summary>The shortest reason, in UTF-16 units.</summary>
    public const int ShortestReason = 5;

    /// <summary>The longest reason, in characters as people count them.</summary>
    public const int LongestReason = 500;

    private readonly List<ContributionSettlement> _settlements = [];

    private Contribution() { }

    internal Contribution(ContributionId id, PlaceId community, CallId call, int number, Voice voice, Markup body, DateTimeOffset at) =>
        (Id, CommunityId, CallId, Number, By, From, Channel, Speaker, Body, Print, At) = (id, community, call, number, voice.By, voice.From, voice.Channel, voice.Speaker, body, PrintOf(body.Source), at);

    /// <summary>The contribution.</summary>
    public ContributionId Id { get; private set; }

    /// <summary>The call.</summary>
    public CallId CallId { get; private set; }

    /// <summary>Its number within the call, from 1; never reused.</summary>
    public int Number { get; private set; }

    /// <summary>Who signs it: the speaker, or who wrote it down.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Whose words they are, where somebody else wrote them down.</summary>
    public Heard? From { get; private set; }

    /// <summary>How it came.</summary>
    public ContributionChannel Channel { get; private set; }

    /// <summary>Whoever speaks, as <see cref="Voice.Speaker"/> has it.</summary>
    public Guid Speaker { get; private set; }

    /// <summary>The words.</summary>
    public Markup Body { get; private set; } = new("", "");

    /// <summary>SHA-256 of the words as the eye reads them, by which the same words are known again.</summary>
    public string Print { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>When it was taken back, UTC.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Why, where that was whoever wrote it down for another.</summary>
    public string? WithdrawnBecause { get; private set; }

    /// <summary>What becomes of it.</summary>
    public ContributionOutcome Outcome { get; private set; } = ContributionOutcome.Pending;

    /// <summary>The number of what it is merged into.</summary>
    public int? MergedInto { get; private set; }

    /// <summary>What was said of it, oldest first; the last holds.</summary>
    public IReadOnlyList<ContributionSettlement> Settlements => _settlements;

    internal void Withdraw(DateTimeOffset now, string? reason) => (WithdrawnAt, WithdrawnBecause) = (now, reason);

    // Whether it is the first; nothing where the last says the same.
    internal bool? Settle(ContributionOutcome outcome, string reason, int? into, Byline by, DateTimeOffset now)
    {
        var last = _settlements.MaxBy(s => s.Order);
        if (last is not null && (last.Outcome, last.Reason, last.MergedInto) == (outcome, reason, into)) return null;
        _settlements.Add(new(Id, _settlements.Count + 1, outcome, reason, into, by, now));
        (Outcome, MergedInto) = (outcome, into);
        return last is null;
    }

    private static string PrintOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Words.Look(text))));
}

/// <summary>What was said to become of a contribution, and why. Added, never changed.</summary>
public sealed class ContributionSettlement
{
    private ContributionSettlement() { }

    internal ContributionSettlement(ContributionId contribution, int order, ContributionOutcome outcome, string reason, int? into, Byline by, DateTimeOffset at) =>
        (ContributionId, Order, Outcome, Reason, MergedInto, By, At) = (contribution, order, outcome, reason, into, by, at);

    /// <summary>The contribution.</summary>
    public ContributionId ContributionId { get; private set; }

    /// <summary>Its place, from 1.</summary>
    public int Order { get; private set; }

    /// <summary>What becomes of it.</summary>
    public ContributionOutcome Outcome { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The number of what it is merged into.</summary>
    public int? MergedInto { get; private set; }

    /// <summary>Who says so.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
