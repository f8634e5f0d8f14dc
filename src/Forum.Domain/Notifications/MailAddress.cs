using Forum.Domain.Kernel;

namespace Forum.Domain.Notifications;

/// <summary>
/// The e-mail address of an account. It is used once a code that was sent to it has come back, which proves the address
/// and signs nobody in. Personal: nobody but its owner sees it.
/// </summary>
public sealed class MailAddress : Aggregate
{
    /// <summary>The longest address (RFC 5321).</summary>
    public const int Longest = 254;

    /// <summary>How many codes may be asked for in a day, so that nobody floods a stranger.</summary>
    public const int MostCodes = 5;

    private static readonly TimeSpan CodeLasts = TimeSpan.FromDays(2);

    private MailAddress() { }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The proven address; none while there is none.</summary>
    public string? Address { get; private set; }

    /// <summary>The address that a code was sent to and has not come back from.</summary>
    public string? Pending { get; private set; }

    /// <summary>The hash of that code.</summary>
    public string? CodeHash { get; private set; }

    /// <summary>When the last code was asked for, UTC.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>How many were asked for on that day.</summary>
    public int Asked { get; private set; }

    /// <summary>The language of the mails, <c>zh</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "zh";

    /// <summary>Whether its owner wants no mail at all.</summary>
    public bool Paused { get; set; }

    /// <summary>When the mail server said that there is no such address; none while it takes mail.</summary>
    public DateTimeOffset? RefusedAt { get; private set; }

    /// <summary>The place of an account's address, empty.</summary>
    public static MailAddress Of(AccountId account, PlaceId community) => new() { AccountId = account, CommunityId = community };

    /// <summary>Somebody names an address; the one before stays in use until the new one is proven.</summary>
    public Outcome<Done> Ask(string? address, string codeHash, string language, DateTimeOffset now)
    {
        if (Check(address) is { } wrong) return wrong;
        if (now - AskedAt >= TimeSpan.FromDays(1)) (Asked, AskedAt) = (0, now);
        if (Asked >= MostCodes) return Refusal.Conflict("mail.too-many-codes");
        (Asked, Pending, CodeHash, Language) = (Asked + 1, address!.Trim(), codeHash, language);
        return Outcome.Done;
    }

    /// <summary>The code came back. Refused where it is another one, or too old.</summary>
    public Outcome<Done> Confirm(string codeHash, DateTimeOffset now)
    {
        if (Pending is null || CodeHash != codeHash || now - AskedAt > CodeLasts) return Refusal.Invalid("code", "mail.wrong-code");
        (Address, Pending, CodeHash, RefusedAt, Paused) = (Pending, null, null, null, false);
        return Outcome.Done;
    }

    /// <summary>Forgets every address.</summary>
    public void Remove() => (Address, Pending, CodeHash, RefusedAt) = (null, null, null, null);

    /// <summary>The mail server says that there is no such address.</summary>
    public void Refuse(DateTimeOffset now) => RefusedAt = now;

    /// <summary>Mails come in this language from now on.</summary>
    public Outcome<Done> Speak(string? language)
    {
        if (language is not ("zh" or "en")) return Refusal.Invalid("language", "mail.language");
        Language = language;
        return Outcome.Done;
    }

    /// <summary>Whether something is an address that mail servers take: plain signs, one @, a domain with a dot.</summary>
    public static Refusal? Check(string? address)
    {
        if (string.IsNullOrWhiteSpace(address)) return Refusal.Invalid("address", "address.missing");
        var trimmed = address.Trim();
        var good = trimmed.Length <= Longest && trimmed.Split('@') is [{ Length: > 0 and <= 64 } local, { Length: > 3 } domain]
            && local.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+/=?^_`{|}~.-".Contains(c)) && Dots(local)
            && domain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && Dots(domain) && domain.Contains('.') && !domain.Split('.').Any(l => l[0] == '-' || l[^1] == '-');
        return good ? null : Refusal.Invalid("address", "address.wrong");
    }

    private static bool Dots(string part) => part[0] != '.' && part[^1] != '.' && !part.Contains("..", StringComparison.Ordinal);
}
