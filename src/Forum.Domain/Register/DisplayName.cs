using System.Globalization;
using System.Text;
using Forum.Domain.Kernel;

namespace Forum.Domain.Register;

/// <summary>What somebody calls themselves on the portal, apart from the verified name: free, but not an office's name, nor that of somebody who holds one.</summary>
public static class DisplayName
{
    /// <summary>The longest name, in UTF-16 units; one character is enough.</summary>
    public const int Longest = 20;

    private static readonly string[] Offices =
    [
        "居委会", "居民委员会", "监督委员会", "业委会", "业主委员会", "党委", "党工委", "党组织", "党支部", "党小组", "书记", "主任", "街道", "社区", "网格", "物业", "部门",
        "管理员", "版主", "审计", "官方", "系统", "议事厅", "forum", "admin", "moderator", "official", "committee", "secretary", "director", "auditor", "support", "system",
    ];

    /// <summary>
    /// Whether a name may be shown. One's own verified name always may. <paramref name="holders"/> are the names under
    /// which others hold an office here, and those of its bodies.
    /// </summary>
    public static Refusal? Check(string? name, string verifiedName, IEnumerable<string> holders)
    {
        if (Words.Check("displayName", name, Longest) is { } wrong) return wrong;
        if (name!.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Format)) return Refusal.Invalid("displayName", "text.unreadable");
        var folded = Fold(name);
        if (folded.Length == 0) return Refusal.Invalid("displayName", "displayName.missing");
        if (folded == Fold(verifiedName)) return null;
        return Offices.Any(folded.Contains) || holders.Select(Fold).Contains(folded) ? Refusal.Invalid("displayName", "displayName.reserved") : null;
    }

    /// <summary>Whether two names are one, whatever their width, gaps and case.</summary>
    public static bool IsSame(string name, string other) => Fold(name) == Fold(other);

    // Full-width letters, spaces, dots and case make no other name (Unicode Standard Annex 15, form KC).
    private static string Fold(string name) =>
        string.Concat(Words.Form(name, NormalizationForm.FormKC).EnumerateRunes().Where(Rune.IsLetterOrDigit)).ToLowerInvariant();
}
