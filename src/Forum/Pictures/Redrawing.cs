using Forum.Domain.Kernel;
using SkiaSharp;

namespace Forum.Pictures;

/// <summary>A picture drawn anew, large and small, as JPEG.</summary>
public sealed record Redrawn(byte[] Large, byte[] Small, int Width, int Height);

/// <summary>
/// Decodes what somebody sent and draws it anew: upright, no larger than a screen needs, and without anything else that
/// the file held (place, time, device, other files). What would not fit into memory is refused by its header.
/// </summary>
public static class Redrawing
{
    /// <summary>The longest side of what is kept, in pixels.</summary>
    public const int LongestSide = 1600;

    /// <summary>That of the small version.</summary>
    public const int SmallSide = 400;

    /// <summary>The most pixels that are decoded; each takes four bytes.</summary>
    public const int MostPixels = 50_000_000;

    // A progressive JPEG of thousands of empty scans is small, and takes minutes.
    private const int MostScans = 200;
    private const int Quality = 85;
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    public static Outcome<Redrawn> Of(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp)) return Refusal.Invalid("picture", "picture.type");
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels) return Refusal.Invalid("picture", "picture.pixels", new Fact("most", MostPixels / 1_000_000));
        if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && bytes.AsSpan().Count((ReadOnlySpan<byte>)[0xff, 0xda]) > MostScans) return Refusal.Invalid("picture", "picture.broken");
        using var decoded = Decode(codec);
        if (decoded is null) return Refusal.Invalid("picture", "picture.broken");
        using var large = Draw(decoded, codec.EncodedOrigin, LongestSide);
        using var small = Draw(large, SKEncodedOrigin.TopLeft, SmallSide);
        return new Redrawn(Encode(large), Encode(small), large.Width, large.Height);
    }

    /// <summary>A drawing as JPEG.</summary>
    public static byte[] Encode(SKImage image)
    {
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    private static SKImage? Decode(SKCodec codec)
    {
        var info = Enough(codec).WithColorType(SKColorType.Rgba8888).WithAlphaType(SKAlphaType.Premul).WithColorSpace(SKColorSpace.CreateSrgb());
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success) return null;
        bitmap.SetImmutable();
        return SKImage.FromBitmap(bitmap);
    }

    // A decoder that can leave out pixels does so down to what is needed.
    private static SKImageInfo Enough(SKCodec codec)
    {
        var needed = Math.Min(LongestSide, Math.Max(codec.Info.Width, codec.Info.Height));
        for (var eighths = 1; eighths < 8; eighths++)
            if (codec.GetScaledDimensions(eighths / 8f) is var size && Math.Max(size.Width, size.Height) >= needed) return codec.Info.WithSize(size);
        return codec.Info;
    }

    private static SKImage Draw(SKImage image, SKEncodedOrigin origin, int longest)
    {
        var scale = Math.Min(1, (float)longest / Math.Max(image.Width, image.Height));
        int Side(int pixels) => Math.Max(1, (int)MathF.Round(pixels * scale));
        var (width, height) = (Side(image.Width), Side(image.Height));
        var (turn, lies) = Turn(origin, width, height);
        using var surface = SKSurface.Create(lies ? new SKImageInfo(height, width, SKColorType.Rgba8888, SKAlphaType.Opaque) : new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Concat(in turn);
        surface.Canvas.DrawImage(image, new SKRect(0, 0, width, height), Smooth);
        return surface.Snapshot();
    }

    // The eight orientations of Exif 2.32, 4.6.5; the last four lie on their side.
    private static (SKMatrix Turn, bool Lies) Turn(SKEncodedOrigin origin, int w, int h) => origin switch
    {
        SKEncodedOrigin.TopRight => (new(-1, 0, w, 0, 1, 0, 0, 0, 1), false),
        SKEncodedOrigin.BottomRight => (new(-1, 0, w, 0, -1, h, 0, 0, 1), false),
        SKEncodedOrigin.BottomLeft => (new(1, 0, 0, 0, -1, h, 0, 0, 1), false),
        SKEncodedOrigin.LeftTop => (new(0, 1, 0, 1, 0, 0, 0, 0, 1), true),
        SKEncodedOrigin.RightTop => (new(0, -1, h, 1, 0, 0, 0, 0, 1), true),
        SKEncodedOrigin.RightBottom => (new(0, -1, h, -1, 0, w, 0, 0, 1), true),
        SKEncodedOrigin.LeftBottom => (new(0, 1, 0, -1, 0, w, 0, 0, 1), true),
        _ => (SKMatrix.Identity, false),
    };
}
