using System.Text.RegularExpressions;

namespace Forum.Tests.House;

/// <summary>The house as text: its files, without what is generated.</summary>
internal static class Source
{
    public static readonly string Root = FindRoot();

    /// <summary>Files under a folder, with their path from the root.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(f => endings.Any(f.EndsWith) && !Regex.IsMatch(f, @"[/\\](bin|obj|Migrations)[/\\]"))
            .Select(f => (Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllText(f)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Forum.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
