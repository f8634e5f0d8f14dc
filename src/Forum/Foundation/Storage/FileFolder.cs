using System.Security.Cryptography;

namespace Forum.Foundation.Storage;

/// <summary>
/// Files under the data folder, in <c>files</c>, each named by the SHA-256 of its bytes: the same file is kept once, and
/// one that was changed no longer bears its name.
/// </summary>
public sealed class FileFolder(string folder)
{
    /// <summary>The name that bytes are kept under: SHA-256, lower-case hex.</summary>
    public static string NameOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Keeps bytes, on the disk when this returns, and says under which name.</summary>
    public string Keep(byte[] bytes)
    {
        var name = NameOf(bytes);
        if (StateOf(name) is FileState.Whole) return name;
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = $"{path}-{Guid.NewGuid():n}";
        using (var file = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(true);
        }
        File.Move(fresh, path, true);
        return name;
    }

    /// <summary>Takes a file away, where it is there.</summary>
    public void Forget(string name)
    {
        if (Find(name) is { } path) File.Delete(path);
    }

    /// <summary>Where a file lies; nothing where it is not there, or the name is none.</summary>
    public string? Find(string name) => IsName(name) && File.Exists(PathOf(name)) ? PathOf(name) : null;

    /// <summary>Whether a file is there and still is what it was.</summary>
    public FileState StateOf(string name) =>
        Find(name) is not { } path ? FileState.Missing : NameOf(File.ReadAllBytes(path)) == name ? FileState.Whole : FileState.Changed;

    private static bool IsName(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);

    private string PathOf(string name) => Path.Combine(folder, name[..2], name);
}

/// <summary>How a kept file is found.</summary>
public enum FileState
{
    Whole = 1,
    Missing,
    Changed,
}
