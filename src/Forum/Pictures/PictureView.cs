namespace Forum.Pictures;

/// <summary>A picture as a page shows it; both files are named by their hash.</summary>
/// <param name="Width">Of the large one, in pixels.</param>
/// <param name="Height">Of the large one, in pixels.</param>
public sealed record PictureView(string Hash, string SmallHash, int Width, int Height, string Alt)
{
    internal int SmallWidth => Small(Width);
    internal int SmallHeight => Small(Height);

    private int Small(int side) => Math.Max(1, (int)Math.Round(side * Math.Min(1.0, (double)Redrawing.SmallSide / Math.Max(Width, Height))));
}

/// <summary>A kept picture's file.</summary>
public sealed record PictureFile(string Path, string Hash)
{
    /// <summary>The file as an answer. Its address changes with its bytes, and its page is public: it may be kept a year.</summary>
    public IResult Answer(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.File(Path, "image/jpeg", entityTag: new($"\"{Hash}\""));
    }
}
