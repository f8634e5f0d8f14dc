namespace Forum.Foundation.Web;

/// <summary>Where the program's files are: the project folder under <c>dotnet run</c>, the program's own folder when published.</summary>
public static class ContentRoot
{
    public static string Find() => File.Exists(Path.Combine(Directory.GetCurrentDirectory(), "Forum.csproj")) ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory;
}
