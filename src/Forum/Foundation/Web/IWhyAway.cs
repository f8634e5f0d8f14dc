namespace Forum.Foundation.Web;

/// <summary>Knows why a page is away that somebody had before them a moment ago.</summary>
public interface IWhyAway
{
    /// <summary>The refusal's code and where more is told; nothing where the page may never have been there.</summary>
    Task<Away?> OfAsync(PathString path, CancellationToken stop);
}

/// <summary>Why a page is away.</summary>
/// <param name="Code">Of the refusal that says so.</param>
/// <param name="Href">The page that tells more.</param>
public sealed record Away(string Code, string Href);
