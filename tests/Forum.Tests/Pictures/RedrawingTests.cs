using System.Text;
using Forum.Pictures;
using SkiaSharp;

namespace Forum.Tests.Pictures;

/// <summary>What becomes of a picture's file before it is kept.</summary>
public class RedrawingTests
{
    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static string CodeOf(byte[] bytes) => Redrawing.Of(bytes).Refusals[0].Code;

    private static SKColor[] CornersOf(byte[] jpeg)
    {
        using var seen = SKBitmap.Decode(jpeg);
        var (w, h) = (seen.Width, seen.Height);
        return [seen.GetPixel(w / 4, h / 4), seen.GetPixel(w * 3 / 4, h / 4), seen.GetPixel(w / 4, h * 3 / 4), seen.GetPixel(w * 3 / 4, h * 3 / 4)];
    }

    private static bool Alike(SKColor a, SKColor b) => Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue) < 60;

    [Fact]
    public void Nothing_is_left_of_place_maker_and_what_was_hung_on()
    {
        var sent = (byte[])[.. Photos.WithExif(Photos.Quarters(300, 200), 1), .. Encoding.ASCII.GetBytes("<script>alert(1)</script>")];
        Assert.Contains("31.2304", Text(sent));
        var drawn = Redrawing.Of(sent).Value;
        foreach (var kept in new[] { drawn.Large, drawn.Small })
            foreach (var word in new[] { "Exif", "SecretCam", "31.2304", "script", "ICC_PROFILE", "http" }) Assert.DoesNotContain(word, Text(kept));
    }

    // Where the quarters of the file come to lie (Exif 2.32, 4.6.5).
    [Theory]
    [InlineData(1, "0123", false)]
    [InlineData(2, "1032", false)]
    [InlineData(3, "3210", false)]
    [InlineData(4, "2301", false)]
    [InlineData(5, "0213", true)]
    [InlineData(6, "2031", true)]
    [InlineData(7, "3120", true)]
    [InlineData(8, "1302", true)]
    public void It_stands_upright(ushort orientation, string quarters, bool turned)
    {
        var drawn = Redrawing.Of(Photos.WithExif(Photos.Quarters(320, 160), orientation)).Value;
        Assert.Equal(turned ? (160, 320) : (320, 160), (drawn.Width, drawn.Height));
        foreach (var kept in new[] { drawn.Large, drawn.Small })
            Assert.All(CornersOf(kept).Zip(quarters), c => Assert.True(Alike(c.First, Photos.Corners[c.Second - '0']), $"{c.First} is not quarter {c.Second}"));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void It_is_made_no_larger_than_a_screen_needs(SKEncodedImageFormat format)
    {
        var drawn = Redrawing.Of(Photos.Quarters(3000, 1500, format)).Value;
        Assert.Equal((1600, 800), (drawn.Width, drawn.Height));
        using var small = SKBitmap.Decode(drawn.Small);
        Assert.Equal((400, 200), (small.Width, small.Height));
        Assert.Equal((40, 30), Redrawing.Of(Photos.Plain(1)).Value is var tiny ? (tiny.Width, tiny.Height) : default);
        Assert.All(CornersOf(drawn.Large).Zip(Photos.Corners), c => Assert.True(Alike(c.First, c.Second)));
    }

    [Fact]
    public void A_bomb_is_refused_by_its_header()
    {
        Assert.Equal("picture.pixels", CodeOf(Photos.Bomb(30_000, 30_000)));
        Assert.Equal("picture.pixels", CodeOf(Photos.Bomb(1_000_000, 100)));
        // Within the limit, but not what the header says.
        Assert.Equal("picture.broken", CodeOf(Photos.Bomb(2000, 2000)));
    }

    [Fact]
    public void What_is_no_picture_is_refused()
    {
        Assert.Equal("picture.type", CodeOf(Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>")));
        Assert.Equal("picture.type", CodeOf("GIF89a"u8.ToArray()));
        Assert.Equal("picture.type", CodeOf([0xff, 0xd8, 0xff]));
        Assert.Equal("picture.type", CodeOf(Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")));
        var whole = Photos.Quarters(600, 400);
        Assert.Equal("picture.broken", CodeOf(whole[..(whole.Length / 2)]));
        // A forger's scans without end.
        Assert.Equal("picture.broken", CodeOf([.. whole, .. Enumerable.Repeat((byte[])[0xff, 0xda], 300).SelectMany(b => b)]));
    }

    [Fact]
    public void What_is_clear_becomes_white()
    {
        using var surface = SKSurface.Create(new SKImageInfo(20, 20));
        using var image = surface.Snapshot();
        using var clear = image.Encode(SKEncodedImageFormat.Png, 100);
        Assert.All(CornersOf(Redrawing.Of(clear.ToArray()).Value.Large), c => Assert.True(Alike(c, SKColors.White)));
    }
}
