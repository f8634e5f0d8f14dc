using System.Globalization;
using System.Text.RegularExpressions;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Forum.EndToEnd;

/// <summary>Reads a QR code as a camera would, from the path that draws it.</summary>
internal static partial class QrReader
{
    private const int Scale = 4, Border = 4;

    public static string Read(string path)
    {
        List<(int X, int Y, int Wide)> bars = [.. Bar().Matches(path).Select(m => (Int(m, 1), Int(m, 2), Int(m, 3)))];
        var size = (bars.Max(b => Math.Max(b.X + b.Wide, b.Y + 1)) + 2 * Border) * Scale;
        var grey = Enumerable.Repeat((byte)255, size * size).ToArray();
        foreach (var (x, y, wide) in bars)
            for (var row = 0; row < Scale; row++)
                Array.Fill(grey, (byte)0, ((y + Border) * Scale + row) * size + (x + Border) * Scale, wide * Scale);
        var picture = new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(grey, size, size, RGBLuminanceSource.BitmapFormat.Gray8)));
        // Drawn, not photographed: nothing has to be searched for.
        return new QRCodeReader().decode(picture, new Dictionary<DecodeHintType, object> { [DecodeHintType.PURE_BARCODE] = true }).Text;
    }

    private static int Int(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)")]
    private static partial Regex Bar();
}
