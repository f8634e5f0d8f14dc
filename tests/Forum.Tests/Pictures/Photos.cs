using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Forum.Tests.Pictures;

/// <summary>Pictures as cameras and forgers make them.</summary>
internal static class Photos
{
    public static readonly SKColor[] Corners = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.Yellow];

    /// <summary>Quarters in four colours: top left, top right, bottom left, bottom right.</summary>
    public static byte[] Quarters(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        for (var i = 0; i < 4; i++)
        {
            using var paint = new SKPaint { Color = Corners[i] };
            surface.Canvas.DrawRect(i % 2 * width / 2f, i / 2 * height / 2f, width / 2f, height / 2f, paint);
        }
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A picture of one colour, of which no two are the same.</summary>
    public static byte[] Plain(int n)
    {
        using var surface = SKSurface.Create(new SKImageInfo(40, 30));
        surface.Canvas.Clear(new SKColor((byte)(n * 40), (byte)(255 - (n * 30)), 90));
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The same JPEG with what a phone writes into it: maker, orientation, and where it was.</summary>
    public static byte[] WithExif(byte[] jpeg, ushort orientation)
    {
        var tiff = new List<byte>(Encoding.ASCII.GetBytes("II*\0"));
        void Short(int value) => tiff.AddRange([(byte)value, (byte)(value >> 8)]);
        void Long(int value) => tiff.AddRange(BitConverter.GetBytes(value));
        void Entry(int tag, int type, int count, int value) { Short(tag); Short(type); Long(count); Long(value); }
        Long(8);
        Short(3);
        Entry(0x010f, 2, 10, 50);
        Entry(0x0112, 3, 1, orientation);
        Entry(0x8825, 4, 1, 60);
        Long(0);
        tiff.AddRange(Encoding.ASCII.GetBytes("SecretCam\0"));
        Short(1);
        Entry(0x0001, 2, 2, 'N');
        Long(0);
        tiff.AddRange(Encoding.ASCII.GetBytes("31.2304N121.4737E"));
        byte[] body = [.. Encoding.ASCII.GetBytes("Exif\0\0"), .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(body.Length + 2));
        return [.. jpeg[..2], 0xff, 0xe1, .. length, .. body, .. jpeg[2..]];
    }

    /// <summary>A small PNG whose header says that it is huge.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var png = Plain(1);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    // ISO/IEC 15948, annex D.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }
}
