using Forum.Kit;
using Microsoft.AspNetCore.Components;
using Forum.Domain.Moderation;

namespace Forum.Council.Moderation;

/// <summary>A page about one text that can be reported and hidden; the address says of which kind.</summary>
public abstract class TextPage : FormPage
{
    [Parameter] public Guid Id { get; set; }

    protected TextRef Text => new(Enum.GetValues<TextKind>().First(k => Http.Request.Path.Value!.Contains($"/{new TextRef(k, default).Noun}/", StringComparison.OrdinalIgnoreCase)), Id);
}
