using System.Buffers.Binary;
using System.Text;

namespace Forum.Tests.Voting;

/// <summary>What somebody reads who has a copy of SQLite's file: the rows of a table page by page, in the order in which they were put there (https://www.sqlite.org/fileformat2.html, section 1.6).</summary>
internal sealed class FilePages(byte[] file)
{
    private const int Leaf = 0x0a, Inner = 0x02;
    private readonly int _size = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(16)) is 1 ? 65536 : BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(16));

    /// <summary>Of each page of a table without row numbers what its rows hold as text, the first that was put there first.</summary>
    public IEnumerable<IReadOnlyList<string>> Of(int root)
    {
        var page = file.AsMemory((root - 1) * _size, _size);
        var (kind, count) = (page.Span[0], BinaryPrimitives.ReadUInt16BigEndian(page.Span[3..]));
        Assert.Contains((int)kind, new[] { Leaf, Inner });
        var header = kind == Inner ? 12 : 8;
        var cells = Enumerable.Range(0, count).Select(i => (int)BinaryPrimitives.ReadUInt16BigEndian(page.Span[(header + 2 * i)..])).ToList();
        yield return [.. cells.OrderDescending().Select(at => TextAt(page.Span, kind == Inner ? at + 4 : at))];
        if (kind != Inner) yield break;
        foreach (var child in cells.Select(at => at).Append(8).Select(at => (int)BinaryPrimitives.ReadUInt32BigEndian(page.Span[at..])))
            foreach (var below in Of(child)) yield return below;
    }

    private static string TextAt(ReadOnlySpan<byte> page, int at)
    {
        var length = Number(page, ref at);
        return Encoding.Latin1.GetString(page.Slice(at, (int)Math.Min(length, page.Length - at)));
    }

    private static long Number(ReadOnlySpan<byte> page, ref int at)
    {
        long value = 0;
        do value = value << 7 | (uint)(page[at] & 0x7f);
        while ((page[at++] & 0x80) != 0);
        return value;
    }
}
