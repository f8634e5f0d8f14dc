using Forum.Pictures;
using SkiaSharp;

namespace Forum.Demo;

/// <summary>Pictures that the demo draws itself, each with DEMO written across its foot so that nobody takes one for a photograph.</summary>
public static class DemoPictures
{
    private const int Width = 1200, Height = 900;
    private static readonly SKColor Sky = new(0xe8, 0xee, 0xef), Wall = new(0xd9, 0xc9, 0xb0), Stone = new(0x8b, 0x8f, 0x92), Steel = new(0x2f, 0x5d, 0x62), Earth = new(0x9a, 0x7b, 0x57), Ink = new(0x26, 0x24, 0x22), Water = new(0x5b, 0x9b, 0xc4);

    // Five by seven, a row a number, the leftmost point highest.
    private static readonly byte[][] Letters =
    [
        [0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110],
        [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111],
        [0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001],
        [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110],
    ];

    /// <summary>The plan of a ramp, pinned to a door.</summary>
    public static byte[] Plan() => Draw(canvas =>
    {
        Box(canvas, 0, 0, Width, Height, Steel);
        Box(canvas, 150, 90, 900, 620, SKColors.White);
        Line(canvas, Ink, 8, (220, 560), (640, 430), (980, 430));
        Line(canvas, Ink, 4, (220, 600), (980, 600));
        for (var x = 220; x <= 980; x += 95) Line(canvas, Ink, 4, (x, 588), (x, 612));
        Line(canvas, new(0xb2, 0x3a, 0x2c), 6, (640, 200), (640, 420));
    });

    /// <summary>A ramp beside the steps of a door, with or without its rails.</summary>
    public static byte[] Ramp(bool rails) => Draw(canvas =>
    {
        Box(canvas, 0, 0, Width, Height, Sky);
        Box(canvas, 560, 60, 640, 640, Wall);
        Box(canvas, 800, 220, 220, 400, Steel);
        Shape(canvas, Stone, (80, 760), (760, 620), (1200, 620), (1200, 760));
        Box(canvas, 0, 760, Width, 140, Earth);
        if (!rails) return;
        Line(canvas, Steel, 16, (90, 640), (760, 500), (800, 500));
        for (var x = 110; x <= 760; x += 130) Line(canvas, Steel, 12, (x, 756 - ((x - 80) / 5)), (x, 636 - ((x - 80) / 5)));
    });

    /// <summary>Sprinklers under the roof of a shed, spraying or dry.</summary>
    public static byte[] Sprinklers(bool spraying) => Draw(canvas =>
    {
        Box(canvas, 0, 0, Width, Height, Sky);
        Box(canvas, 0, 0, Width, 110, Stone);
        Line(canvas, new(0xb2, 0x3a, 0x2c), 22, (0, 150), (Width, 150));
        for (var x = 200; x <= 1000; x += 400)
        {
            Line(canvas, new(0xb2, 0x3a, 0x2c), 18, (x, 150), (x, 220));
            Shape(canvas, Ink, (x - 34, 220), (x + 34, 220), (x, 250));
            for (var to = -150; spraying && to <= 150; to += 50) Line(canvas, Water, 5, (x, 256), (x + to, 620));
        }
        Box(canvas, 0, 700, Width, 200, Earth);
        for (var x = 90; x < Width; x += 220) Line(canvas, Ink, 10, (x, 690), (x + 60, 600), (x + 130, 690));
    });

    private static byte[] Draw(Action<SKCanvas> paint)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        paint(surface.Canvas);
        Box(surface.Canvas, 0, 790, Width, 110, Ink);
        for (var letter = 0; letter < 4; letter++)
            for (var row = 0; row < 7; row++)
                for (var column = 0; column < 5; column++)
                    if ((Letters[letter][row] >> (4 - column) & 1) == 1) Box(surface.Canvas, 440 + (letter * 84) + (column * 12), 803 + (row * 12), 12, 12, SKColors.White);
        using var image = surface.Snapshot();
        return Redrawing.Encode(image);
    }

    private static void Box(SKCanvas canvas, float x, float y, float width, float height, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour };
        canvas.DrawRect(x, y, width, height, paint);
    }

    private static void Line(SKCanvas canvas, SKColor colour, float thick, params ReadOnlySpan<(int X, int Y)> points)
    {
        using var paint = new SKPaint { Color = colour, StrokeWidth = thick, IsAntialias = true };
        for (var i = 1; i < points.Length; i++) canvas.DrawLine(points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y, paint);
    }

    private static void Shape(SKCanvas canvas, SKColor colour, params ReadOnlySpan<(int X, int Y)> points)
    {
        using var path = new SKPathBuilder();
        path.MoveTo(points[0].X, points[0].Y);
        foreach (var (x, y) in points[1..]) path.LineTo(x, y);
        path.Close();
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        using var shape = path.Detach();
        canvas.DrawPath(shape, paint);
    }
}
