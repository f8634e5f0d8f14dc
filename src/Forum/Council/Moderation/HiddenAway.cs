using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Web;

namespace Forum.Council.Moderation;

/// <summary>A page is away since the text that its address names was hidden, as far as the reader saw that before.</summary>
public sealed class HiddenAway(ISender sender) : IWhyAway
{
    private static readonly Dictionary<string, TextKind> Kinds = Enum.GetValues<TextKind>().ToDictionary(k => new TextRef(k, default).Noun, StringComparer.OrdinalIgnoreCase);

    public async Task<Away?> OfAsync(PathString path, CancellationToken stop)
    {
        var parts = path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (noun, word) in parts.Zip(parts.Skip(1)))
            if (Kinds.TryGetValue(noun, out var kind) && Guid.TryParse(word, out var id) && await sender.Send(new GetHiding(new(kind, id)), stop) is { Ok: true, Value.Standing: true })
                return new("text.hidden", $"/{new TextRef(kind, id)}/hiding");
        return null;
    }
}
