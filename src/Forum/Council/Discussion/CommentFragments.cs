using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Live;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>A new comment, rendered once per language with the component that the page itself uses.</summary>
public sealed class CommentFragments(ForumDb db, IServiceProvider services, ILoggerFactory logs) : IFragments
{
    public async Task<(string Target, string Html)?> RenderAsync(IEvent happened, string language, CancellationToken stop)
    {
        if (happened is not CommentAdded added) return null;
        var comment = await db.Comments.AsNoTracking().SingleOrDefaultAsync(c => c.Id == added.Comment, stop);
        if (comment is null) return null;
        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            LanguageChoice.Speak(language);
            var view = GetDiscussionHandler.Show(comment, []);
            var made = await renderer.RenderComponentAsync<CommentItem>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(CommentItem.View)] = view }));
            return made.ToHtmlString();
        });
        return (comment.ReplyTo is { } parent ? $"answers-{parent}" : "comments", html);
    }
}
