namespace Forum.Foundation.Storage;

/// <summary>
/// Keys in files of their own, outside the database and therefore outside its backups: <c>Forum:KeyDirectory</c>, else
/// <c>keys</c> in the data folder. Readable by the program's user alone. Several nodes share the folder.
/// </summary>
public sealed class KeyFolder(string folder)
{
    /// <summary>The key of that name; nothing where there is none, or none any more.</summary>
    public byte[]? Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null;

    /// <summary>Whether there is a key of that name.</summary>
    public bool Lies(string name) => File.Exists(PathOf(name));

    /// <summary>Keeps a key under a new name.</summary>
    public void Write(string name, byte[] key)
    {
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(PathOf(name), options);
        file.Write(key);
        file.Flush(true);
    }

    /// <summary>The key of that name, made by chance on first use.</summary>
    public byte[] ReadOrMake(string name, int length)
    {
        if (Read(name) is { } known) return known;
        // Another node may have been faster: then its key is the one.
        try { Write(name, System.Security.Cryptography.RandomNumberGenerator.GetBytes(length)); }
        catch (IOException) when (Read(name) is not null) { }
        return Read(name)!;
    }

    /// <summary>Keeps a note under a name, in place of the one before.</summary>
    public void Replace(string name, byte[] note)
    {
        var fresh = $"{name}-{Guid.NewGuid():n}";
        Write(fresh, note);
        File.Move(PathOf(fresh), PathOf(name), true);
    }

    /// <summary>Overwrites and deletes a key; harmless where it is gone.</summary>
    public void Destroy(string name)
    {
        if (!File.Exists(PathOf(name))) return;
        using (var file = File.OpenWrite(PathOf(name)))
        {
            file.Write(new byte[file.Length]);
            file.Flush(true);
        }
        File.Delete(PathOf(name));
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".key");
}
