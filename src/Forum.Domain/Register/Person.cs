using Forum.Domain.Kernel;

namespace Forum.Domain.Register;

/// <summary>Somebody on a community's register, under the name that was verified. What they call themselves on the portal is the account's.</summary>
public sealed class Person : Aggregate
{
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

    /// <summary>A company that owns homes, such as the developer with its unsold ones.</summary>
    public static Person Company(PersonId id, PlaceId community, string name) =>
        new() { Id = id, CommunityId = community, VerifiedName = name, IsCompany = true };

    /// <summary>Whether the person is 18 or over on a day. Whoever was born on 29 February is so from 1 March in a common year.</summary>
    public bool IsAdultOn(DateOnly day) => BornOn is { } born && (born.Year + 18 < day.Year || (born.Year + 18 == day.Year && (born.Month, born.Day).CompareTo((day.Month, day.Day)) <= 0));
}
