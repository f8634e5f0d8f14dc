using Forum.Domain.Kernel;

namespace Forum.Domain.Register;

/// <summary>Why a joining code opens nothing any more.</summary>
public enum JoinCodeEnd
{
    /// <summary>Somebody joined with it.</summary>
    Used = 1,
    /// <summary>A newer letter took its place.</summary>
    Replaced,
    /// <summary>The second check failed too often.</summary>
    Locked,
}

/// <summary>
/// The single-use code on a household's letter, for one person of the register. It opens an account only together
/// with a fact that stands on the register and not on the letter: the date of birth. So whoever opens somebody
/// else's letter, such as a tenant the owner's, cannot become that person.
/// </summary>
public sealed class JoinCode : Aggregate
{
    /// <summary>Wrong second checks after which the code is locked and a new letter is due.</summary>
    public const int MostTries = 5;

    /// <summary>How long a letter may lie in the mailbox.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(60);

    private JoinCode() { }

    /// <summary>The code's id; never the code itself, of which only a hash is kept.</summary>
    public JoinCodeId Id { get; private set; }

    /// <summary>Whom it is for.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>The same person while the code is open, else none: unique in the database, so that nobody has two open codes.</summary>
    public PersonId? OpenFor { get; private set; }

    /// <summary>The home whose letter carries it.</summary>
    public PlaceId HomeId { get; private set; }

    /// <summary>SHA-256 of the code, lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>When it was printed.</summary>
    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>The first instant at which it opens nothing.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Wrong second checks so far.</summary>
    public int Tries { get; private set; }

    /// <summary>Why it ended, if it did.</summary>
    public JoinCodeEnd? End { get; private set; }

    /// <summary>A code for a letter.</summary>
    public static JoinCode Issue(JoinCodeId id, Person person, PlaceId home, string hash, DateTimeOffset now) => new()
    {
        Id = id, CommunityId = person.CommunityId, PersonId = person.Id, OpenFor = person.Id, HomeId = home, Hash = hash, IssuedAt = now, ExpiresAt = now + Lifetime,
    };

    /// <summary>
    /// The second check. A wrong code, a spent one and a wrong date are refused alike; a wrong date is counted, also
    /// where the rest of the request is refused.
    /// </summary>
    public Outcome<Done> Try(Person person, DateOnly? bornOn, DateTimeOffset now)
    {
        if (End is not null || now >= ExpiresAt) return No;
        if (person.BornOn is { } born && born == bornOn) return Outcome.Done;
        if (++Tries >= MostTries) Close(JoinCodeEnd.Locked);
        return No;
    }

    /// <summary>It opens nothing any more.</summary>
    public void Close(JoinCodeEnd why) => (End, OpenFor) = (why, null);

    /// <summary>The one answer to every code that does not open.</summary>
    public static readonly Refusal No = Refusal.Invalid("code", "join.no");
}
