using System.Security.Cryptography;
using System.Text;

namespace Forum.Accounts;

/// <summary>Single-use codes as people read and type them: twelve of 32 signs (60 bits), without those that look alike.</summary>
public static class Codes
{
    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>A new code and the hash that is kept of it.</summary>
    public static (string Code, string Hash) New()
    {
        var signs = RandomNumberGenerator.GetString(Signs, 12);
        return ($"{signs[..4]}-{signs[4..8]}-{signs[8..]}", HashOf(signs));
    }

    /// <summary>The hash of what was typed, in whatever case and with whatever gaps.</summary>
    public static string HashOf(string? typed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit).Take(40)).ToUpperInvariant())));
}
