using System.Globalization;
using Forum.Domain.Kernel;

namespace Forum.Pictures;

/// <summary>Pictures of a posted form: <c>picture-1</c> with <c>alt-1</c>, and so on.</summary>
public static class PictureForms
{
    /// <summary>Those that were chosen or described, in their order; a place where neither was done is passed over.</summary>
    public static async Task<IReadOnlyList<NewPicture>> ReadPicturesAsync(this HttpRequest request, CancellationToken stop)
    {
        if (!request.HasFormContentType) return [];
        var form = await request.ReadFormAsync(stop);
        List<NewPicture> all = [];
        // One more than may be sent, so that too many are refused and not lost.
        for (var n = 1; n <= Picture.Most + 1; n++)
        {
            var (file, alt) = (form.Files[Name("picture", n)], form[Name("alt", n)].FirstOrDefault());
            if (file is { Length: > 0 } || !string.IsNullOrWhiteSpace(alt)) all.Add(new(file is null ? [] : await BytesAsync(file, stop), alt));
        }
        return all;
    }

    /// <summary>The form of a program's request; what is none is answered as not understood.</summary>
    public static async Task<IFormCollection> FormAsync(this HttpRequest request, CancellationToken stop)
    {
        if (!request.HasFormContentType) throw new BadHttpRequestException("no form", StatusCodes.Status415UnsupportedMediaType);
        try { return await request.ReadFormAsync(stop); }
        catch (InvalidDataException wrong) { throw new BadHttpRequestException("no whole form", wrong); }
    }

    public static string Name(string field, int n) => string.Create(CultureInfo.InvariantCulture, $"{field}-{n}");

    // No more of a file is read than tells that it is too large.
    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken stop)
    {
        await using var from = file.OpenReadStream();
        var bytes = new byte[Math.Min(file.Length, NewPicture.Largest + 1)];
        await from.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}
