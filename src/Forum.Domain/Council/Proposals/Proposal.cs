using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>A text put to the community. A new version stands beside the old; the text freezes when its poll opens.</summary>
public sealed partial class Proposal : WrittenTogether
{
    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int LongestTitle = 80;

    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int LongestBody = 20_000;

    private readonly List<ProposalVersion> _versions = [];
    private readonly List<ProposalStop> _stops = [];

    private Proposal() { }

    /// <summary>The proposal.</summary>
    public ProposalId Id { get; private set; }

    /// <summary>The number that people write down.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The place that it concerns.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>The title; it stays.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Who put it forward, and in whose name.</summary>
    public Byline Author { get; private set; } = Byline.Portal;

    /// <summary>The concern it grew out of.</summary>
    public ConcernId? FromConcernId { get; private set; }

    /// <summary>When it was published, UTC.</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>Endorsements that take it to its admission, as the rule was when it began.</summary>
    public int Threshold { get; private set; }

    /// <summary>How many endorse it now.</summary>
    public int Endorsed { get; private set; }

    /// <summary>How many comments it has had.</summary>
    public int Comments { get; private set; }

    /// <summary>Where it stands.</summary>
    public MatterStation Station { get; private set; }

    /// <summary>Its versions, oldest first.</summary>
    public IReadOnlyList<ProposalVersion> Versions => _versions;

    /// <summary>The stations it reached, with when and until when.</summary>
    public IReadOnlyList<ProposalStop> Stops => _stops;

    /// <summary>Its topic.</summary>
    public string Topic => $"proposals/{Id}";

    /// <summary>Whether it may still be endorsed: until its poll opens, it ends without one, or is hidden.</summary>
    public bool IsOpen => Ending is null && IsShown && Station < MatterStation.Voted;

    /// <summary>Whether it may still be discussed: while people vote they talk on; the result ends it.</summary>
    public bool IsTalkedOf => Ending is null && IsShown && Station <= MatterStation.Voted;

    /// <summary>Somebody puts a text forward, by themselves or through another's pen; it is open for discussion at once.</summary>
    public static Outcome<Proposal> Publish(
        ProposalId id, string number, Place place, string title, Markup body, Byline by, (ConcernId Id, DateTimeOffset RaisedAt)? from, string? category, ProposalPlan plan, DateTimeOffset now, Heard? spokenBy = null)
    {
        Refusal[] wrong = [.. new[] { Words.Check("title", title, LongestTitle), Words.Check("body", body.Source, LongestBody) }.OfType<Refusal>()];
        if (wrong.Length > 0) return Outcome<Proposal>.Refused(wrong);
        if (category is not null && !ProposalCategories.Usual.Contains(category)) return Refusal.Invalid("category", "category.missing");
        var proposal = new Proposal
        {
            Id = id, Number = number, CommunityId = place.CommunityId, PlaceId = place.Id, Title = title, Author = by,
            FromConcernId = from?.Id, PublishedAt = now, Station = MatterStation.Discussed, From = spokenBy,
        };
        proposal._versions.Add(new(1, body, by, now));
        proposal._stops.AddRange([new(MatterStation.Raised, from?.RaisedAt ?? now, null), new(MatterStation.Proposed, now, null), new(MatterStation.Discussed, now, null)]);
        proposal.Raise(new ProposalPublished(place.CommunityId, id, number, place.Id, from?.Id, title, body.Source));
        if (spokenBy is not null) proposal.Raise(new ProposalWrittenDown(place.CommunityId, id, spokenBy.PersonId));
        if (from is { } grown) proposal.Raise(new ConcernGrew(place.CommunityId, grown.Id, id));
        proposal.Begin(category, plan, now);
        return proposal;
    }

    /// <summary>The author or a co-author writes a new version. What was endorsed and said stays pinned to the version it was said of.</summary>
    public Outcome<Done> Revise(Byline by, Markup body, DateTimeOffset now, PersonId? person = null)
    {
        if (!IsWrittenBy(by.AccountId, person)) return Refusal.Barred("proposal.not-yours");
        if (!IsChanging) return Refusal.Conflict("proposal.frozen");
        if (Words.Check("body", body.Source, LongestBody) is { } wrong) return wrong;
        return AddVersion(by, body, null, now).Map(_ => default(Done));
    }

    /// <summary>Somebody says that it is worth a poll. Once for each account, which the database holds too.</summary>
    /// <param name="by">Who.</param>
    /// <param name="already">Whether they endorse it.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="read">The version that they read; refused where it is no longer the newest. Without it the newest.</param>
    public Outcome<Endorsement> Endorse(Byline by, bool already, DateTimeOffset now, int? read = null)
    {
        if (!IsOpen) return Refusal.Conflict("proposal.frozen");
        if (already) return Refusal.Conflict("proposal.endorsed");
        if (BarsReading(read) is { } outdated) return outdated;
        Endorsed++;
        Raise(new ProposalEndorsed(CommunityId, Id, Endorsed, Endorsed == Threshold));
        CountedIn(now);
        return new Endorsement(Id, by, _versions.Count, now);
    }

    /// <summary>Why an answer to the text, given when this version was read, does not fit the newest; nothing where it does, or where no version is named.</summary>
    /// <param name="read">The version that was read.</param>
    /// <param name="newer">The refusal where a newer one stands.</param>
    public Refusal? BarsReading(int? read, string newer = "proposal.newer-text") => VersionRead(read) switch
    {
        { Ok: false } unknown => unknown.Refusals[0],
        { Value: var version } => version == _versions.Count ? null : Refusal.Conflict(newer, new("read", version), new("version", _versions.Count)),
    };

    /// <summary>The version that words are given to: the one that was read, or the newest where none is named.</summary>
    public Outcome<int> VersionRead(int? read) => read is < 1 || read > _versions.Count ? Refusal.Invalid("version", "version.unknown") : read ?? _versions.Count;

    /// <summary>Somebody takes the endorsement back, as long as no poll has opened.</summary>
    public Outcome<Done> Withdraw(Endorsement? own)
    {
        if (own is null) return Refusal.Conflict("proposal.not-endorsed");
        if (!IsOpen) return Refusal.Conflict("proposal.frozen");
        Endorsed--;
        Raise(new ProposalEndorsed(CommunityId, Id, Endorsed, false));
        return Outcome.Done;
    }

    /// <summary>Somebody comments; the next number in its discussion is given out.</summary>
    public Outcome<int> NextComment() => IsTalkedOf ? ++Comments : Refusal.Conflict("talk.over");

    /// <summary>It reaches a station. It never goes back: an earlier station changes nothing.</summary>
    public void Reach(MatterStation station, DateTimeOffset now, DateTimeOffset? until)
    {
        if (station <= Station) return;
        Station = station;
        _stops.Add(new(station, now, until));
        Raise(new ProposalReached(CommunityId, Id, station));
    }
}
