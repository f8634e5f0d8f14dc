using Forum.Council.Authors;
using Forum.Domain.Council.Drafts;

namespace Forum.Tests.Council.Writing;

/// <summary>Drafts that several write.</summary>
internal static class DraftSteps
{
    /// <summary>Lin asks somebody along to a draft of hers, who joins.</summary>
    public static async Task WriteAlongAsync(this ForumHost host, DraftId draft, string who = "chen")
    {
        Assert.True((await host.SendAsync("lin", new InviteCoAuthor(new(draft, null), who))).Ok);
        Assert.True((await host.SendAsync(who, new JoinCoAuthors(new(draft, null)))).Ok);
    }
}
