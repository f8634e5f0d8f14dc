using Forum.Domain.Kernel;

namespace Forum.Domain.Register;

/// <summary>Somebody on a community's register, under the name that was verified. What they call themselves on the portal is the account's.</summary>
public sealed class Person : Aggregate
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int LongestName = 80;

    private Person() { }

    /// <summary>The person.</summary>
    public PersonId Id { get; private set; }

    /// <summary>The verified name; shown to those who keep the register only.</summary>
    public string VerifiedName { get; private set; } = "";

    /// <summary>The date of birth; none for a company that owns homes.</summary>
    public DateOnly? BornOn { get; private set; }

    /// <summary>The last four digits of the telephone number on the register, a fact for the second check.</summary>
    public string? PhoneTail { get; private set; }

    /// <summary>Whether this is the developer or another company: it may own and count as one owner, but is no resident.</summary>
    public bool IsCompany { get; private set; }

    /// <summary>A natural person.</summary>
    public static Person Natural(PersonId id, PlaceId community, string verifiedName, DateOnly bornOn, string? phoneTail) =>
        new() { Id = id, CommunityId = community, VerifiedName = verifiedName, BornOn = bornOn, PhoneTail = phoneTail };

    /// <summary>
    /// Somebody who is entered on the register. Every field that is wrong is refused at once: a name that is none, a
    /// birth in the future or more than 130 years ago, a telephone tail that is not four digits.
    /// </summary>
    public static Outcome<Person> Enter(PersonId id, PlaceId community, string? verifiedName, DateOnly? bornOn, string? phoneTail, DateOnly today)
    {
        Refusal[] wrong = [.. Wrong(verifiedName, bornOn, phoneTail, today)];
        return wrong.Length > 0 ? Outcome<Person>.Refused(wrong) : Natural(id, community, verifiedName!.Trim(), bornOn!.Value, Tail(phoneTail));
    }

    /// <summary>Corrects the entry. What was refused on entering is refused here; a company's is not corrected so.</summary>
    public Outcome<Done> Correct(string? verifiedName, DateOnly? bornOn, string? phoneTail, DateOnly today)
    {
        if (IsCompany) return Refusal.Conflict("person.company");
        Refusal[] wrong = [.. Wrong(verifiedName, bornOn, phoneTail, today)];
        if (wrong.Length > 0) return Outcome<Done>.Refused(wrong);
        (VerifiedName, BornOn, PhoneTail) = (verifiedName!.Trim(), bornOn, Tail(phoneTail));
        Raise(new PersonCorrected(CommunityId, Id));
        return Outcome.Done;
    }

    /// <summary>Children under 14 join through their parents (Personal Information Protection Law, article 31), companies through an office.</summary>
    public bool MayJoinOn(DateOnly day) => BornOn is { } born && born.AddYears(14) <= day;

    private static IEnumerable<Refusal> Wrong(string? name, DateOnly? bornOn, string? tail, DateOnly today)
    {
        if (Words.Check("verifiedName", name, LongestName) is { } wrong) yield return wrong;
        if (bornOn is not { } born || born > today || born.AddYears(130) < today) yield return Refusal.Invalid("bornOn", "bornOn.wrong");
        if (Tail(tail) is { } digits && (digits.Length != 4 || !digits.All(char.IsAsciiDigit))) yield return Refusal.Invalid("phoneTail", "phoneTail.wrong");
    }

    private static string? Tail(string? tail) => string.IsNullOrWhiteSpace(tail) ? null : tail.Trim();

    /// <summary>A company that owns homes, such as the developer with its unsold ones.</summary>
    public static Person Company(PersonId id, PlaceId community, string name) =>
        new() { Id = id, CommunityId = community, VerifiedName = name, IsCompany = true };

    /// <summary>Whether the person is 18 or over on a day. Whoever was born on 29 February is so from 1 March in a common year.</summary>
    public bool IsAdultOn(DateOnly day) => BornOn <= AdultsBornUntil(day);

    /// <summary>The last day of birth of those who are 18 or over on a day.</summary>
    public static DateOnly AdultsBornUntil(DateOnly day) => day.AddYears(-18);
}
