using System.Text.Json.Serialization;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;

namespace Forum.Pictures;

/// <summary>A picture as somebody sent it, with what they say is to be seen.</summary>
public sealed class NewPicture(byte[] bytes, string? alt)
{
    /// <summary>The largest, in bytes.</summary>
    public const int Largest = 10 << 20;

    /// <summary>What one form with pictures may weigh: six of the largest, and its words.</summary>
    public const int LargestForm = (Picture.Most * Largest) + (1 << 20);

    [JsonIgnore] public byte[] Bytes { get; } = bytes;
    public string? Alt { get; } = alt;

    /// <summary>By which a request that is sent again is known.</summary>
    public string Hash { get; } = FileFolder.NameOf(bytes);

    /// <summary>What is wrong with those that came with a request, before any is decoded.</summary>
    public static IEnumerable<Refusal> Wrong(IReadOnlyList<NewPicture> all)
    {
        foreach (var wrong in Picture.Wrong([.. all.Select(p => p.Alt)])) yield return wrong;
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Bytes.Length == 0) yield return Refusal.Invalid($"picture-{i + 1}", "picture.missing");
            if (all[i].Bytes.Length > Largest) yield return Refusal.Invalid($"picture-{i + 1}", "picture.size", new Fact("most", Largest >> 20));
        }
    }
}
