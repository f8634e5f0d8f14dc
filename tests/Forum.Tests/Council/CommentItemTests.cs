using Bunit;
using Forum.Council.Discussion;
using Forum.Domain.Council.Discussion;
using Forum.Foundation.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Council;

/// <summary>A comment as everybody reads it.</summary>
public sealed class CommentItemTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly Byline Chen = new(new AccountId(Guid.NewGuid()), "陈立群", Role.Owner, "2号楼");

    private static CommentView View(string? html, string? hidden = null, params CommentView[] answers) =>
        new(new CommentId(Guid.NewGuid()), 3, 1, null, Stance.Against, html, html, hidden is null ? Chen : null, DateTimeOffset.UnixEpoch, 2, hidden, answers);

    private async Task WithAsync(CommentView view, Action<IRenderedComponent<CommentItem>> check)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await using var bunit = new BunitContext();
        bunit.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        LanguageChoice.Speak("en");
        check(bunit.Render<CommentItem>(p => p.Add(c => c.View, view)));
    }

    [Fact]
    public Task It_shows_words_stance_and_byline_and_holds_no_form() => WithAsync(View("<p>Too <em>loud</em></p>"), shown =>
    {
        Assert.Equal("loud", shown.Find(".prose em").TextContent);
        Assert.Contains("Against", shown.Find(".stance").TextContent);
        Assert.Contains("陈立群", shown.Find("header").TextContent);
        Assert.Empty(shown.FindAll("form, button, input"));
    });

    [Fact]
    public Task A_hidden_one_keeps_its_place_its_reason_and_its_answers() => WithAsync(View(null, "An insult", View("<p>Calm down</p>")), shown =>
    {
        Assert.Contains("An insult", shown.Find("article > .sub").TextContent);
        Assert.Null(shown.Find("article").QuerySelector(":scope > .prose"));
        Assert.Equal("Calm down", shown.Find("article article .prose").TextContent.Trim());
    });
}
