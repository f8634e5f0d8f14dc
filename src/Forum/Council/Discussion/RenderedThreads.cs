using System.Globalization;
using Forum.Council.Versions;
using Forum.Domain.Kernel;
using Forum.Foundation.Texts;
using Forum.Kit;
using Microsoft.AspNetCore.Components;

namespace Forum.Council.Discussion;

/// <summary>The threads of a page of a discussion as everybody reads them, rendered once for each kept answer and gone with it.</summary>
public sealed class RenderedThreads(PieceRenderer pieces, Moment moment)
{
    private static readonly Rendered<DiscussionView, (string Language, TextNow Text, bool Over), IReadOnlyDictionary<CommentId, MarkupString>> All = new();

    /// <summary>Of each thread its HTML.</summary>
    /// <param name="now">The version of the text that is on the page: of another one a comment says so.</param>
    /// <param name="over">Whether the discussion is over.</param>
    public ValueTask<IReadOnlyDictionary<CommentId, MarkupString>> OfAsync(DiscussionView talk, TextNow now, bool over) =>
        All.OfAsync(talk, (CultureInfo.CurrentUICulture.Name, now, over), Step(talk), () => RenderAsync(talk, now, over));

    private async Task<IReadOnlyDictionary<CommentId, MarkupString>> RenderAsync(DiscussionView talk, TextNow now, bool over)
    {
        var threads = new Dictionary<CommentId, MarkupString>();
        foreach (var thread in talk.Items) threads[thread.Id] = new(await pieces.CommentAsync(thread, now, over));
        return threads;
    }

    // What was said or changed is "just now" for a minute, then of today, of yesterday, of that day.
    private long Step(DiscussionView talk) => moment.Now - talk.Newest < TimeSpan.FromMinutes(2) ? moment.Now.ToUnixTimeSeconds() / 5 : moment.Today.DayNumber;
}

public static class RenderedComments
{
    /// <summary>A comment as everybody reads it.</summary>
    public static Task<string> CommentAsync(this PieceRenderer pieces, CommentView view, TextNow now, bool over) =>
        pieces.RenderAsync<CascadingValue<TextNow>>(("Value", now), ("IsFixed", true), ("ChildContent", Item(view, over)));

    private static RenderFragment Item(CommentView thread, bool over) => item =>
    {
        item.OpenComponent<CommentItem>(0);
        item.AddComponentParameter(1, nameof(CommentItem.View), thread);
        item.AddComponentParameter(2, nameof(CommentItem.Over), over);
        item.CloseComponent();
    };
}
