using Markdig;

namespace Forum.Search;

/// <summary>What somebody wrote in Markdown, without its signs.</summary>
public static class PlainWords
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    public static string Of(string source)
    {
        try { return Markdown.ToPlainText(source, Pipeline).Trim(); }
        catch (ArgumentException) { return source; } // nested too deeply to be read so
    }
}
