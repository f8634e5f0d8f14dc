using Forum.Domain.Kernel;

namespace Forum.Domain.Notifications;

/// <summary>
/// What somebody chose for a kind of news, or for a matter. A matter without a frequency is followed: its news come as
/// those of its kind do, to one who took no part in it.
/// </summary>
public sealed class NoticeChoice
{
    /// <summary>The longest topic of a matter.</summary>
    public const int LongestTopic = 60;

    private NoticeChoice() { }

    /// <summary>Whose choice.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>A kind's name, or a matter's topic.</summary>
    public string About { get; private set; } = "";

    /// <summary>How often; nothing for a matter that is followed as its kinds are.</summary>
    public Frequency? Frequency { get; set; }

    /// <summary>How a kind is named among the choices.</summary>
    public static string Of(NewsKind kind) => kind.ToString();

    /// <summary>Somebody's choice.</summary>
    public static NoticeChoice Make(AccountId account, string about, Frequency? frequency) => new() { AccountId = account, About = about, Frequency = frequency };
}
