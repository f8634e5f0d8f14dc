using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Notifications.Choices;

namespace Forum.Council.Moderation;

/// <summary>Whoever took part in a proposal hears that it was hidden, and that it is shown again, with the reason. Its author and whoever reported it hear that in lines of their own.</summary>
public sealed class HiddenProposalNews(ForumDb db, ChosenNotices chosen, IEnumerable<ITookPart> parts) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        TextHidden { Text.Kind: TextKind.Proposal } e => await HiddenAsync(e.Text, e.Reason, stop),
        HidingAppealAnswered { ShowsAgain: true, Text.Kind: TextKind.Proposal } e => await AllAsync("news.step-given-back", e.Text, e.Reason, $"/{e.Text}", stop),
        _ => null,
    };

    // The line stands under no matter, so that it is read although the proposal is not; whoever muted that hears nothing all the same.
    private async Task<News> HiddenAsync(TextRef text, string reason, CancellationToken stop)
    {
        var line = await AllAsync("news.proposal-hidden", text, reason, $"/{text}/hiding", stop);
        var choices = await chosen.OfAsync(line.Whom, NewsKinds.Of(line.Text), $"{text}", stop);
        return line with { Whom = [.. line.Whom.Where(w => choices.Of(w).IsShown)] };
    }

    private async Task<News> AllAsync(string text, TextRef of, string reason, string href, CancellationToken stop)
    {
        var (name, topic) = (await db.NameAsync(of, stop), new[] { $"{of}" });
        return new(text, new Dictionary<string, string> { ["title"] = name.Title ?? name.Number, ["number"] = name.Number, ["reason"] = reason }, href, await parts.WhoAsync(topic, stop)) { PassOn = await parts.SpokeAsync(topic, stop) };
    }
}
