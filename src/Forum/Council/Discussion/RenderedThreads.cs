using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Forum.Council.Versions;
using Forum.Domain.Kernel;
using Forum.Kit;
using Microsoft.AspNetCore.Components;

namespace Forum.Council.Discussion;

/// <summary>The threads of a page of a discussion as everybody reads them, rendered once for each kept answer and gone with it.</summary>
public sealed class RenderedThreads(PieceRenderer pieces)
{
    private static readonly ConditionalWeakTable<DiscussionView, ConcurrentDictionary<(string Language, TextNow Now), IReadOnlyDictionary<CommentId, MarkupString>>> All = [];

    /// <summary>Of each thread its HTML.</summary>
    /// <param name="now">The version of the text that is on the page: of another one a comment says so.</param>
    public async ValueTask<IReadOnlyDictionary<CommentId, MarkupString>> OfAsync(DiscussionView talk, TextNow now)
    {
        var (made, key) = (All.GetOrCreateValue(talk), (CultureInfo.CurrentUICulture.Name, now));
        if (made.TryGetValue(key, out var known)) return known;
        var threads = new Dictionary<CommentId, MarkupString>();
        foreach (var thread in talk.Items) threads[thread.Id] = new(await pieces.RenderAsync<CascadingValue<TextNow>>(("Value", now), ("IsFixed", true), ("ChildContent", Item(thread))));
        return made[key] = threads;
    }

    private static RenderFragment Item(CommentView thread) => item =>
    {
        item.OpenComponent<CommentItem>(0);
        item.AddComponentParameter(1, nameof(CommentItem.View), thread);
        item.CloseComponent();
    };
}
