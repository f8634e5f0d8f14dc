using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Decisions;

/// <summary>What becomes of pictures that came with reports.</summary>
public sealed partial class Execution
{
    /// <summary>The longest reason for taking a picture down, in characters as people count them.</summary>
    public const int LongestReason = 400;

    /// <summary>
    /// A picture is taken down, wherever it stands among the reports: by whoever sent it along, or by a moderator. Its words
    /// go with it; that it was there and why it went stays. Also when all is done.
    /// </summary>
    /// <param name="hash">As <see cref="Picture.Hash"/>.</param>
    /// <param name="by">Who.</param>
    /// <param name="moderator">How they sign as a moderator; nothing where they are none.</param>
    /// <param name="reason">Why, for everybody.</param>
    /// <param name="now">When, UTC.</param>
    public Outcome<Done> TakeDown(string hash, AccountId by, Byline? moderator, string? reason, DateTimeOffset now)
    {
        var there = _milestones.SelectMany(m => m.Reports).SelectMany(r => r.Pictures.Where(p => p.Hash == hash && p.Removal is null).Select(p => (Report: r, Picture: p))).ToList();
        if (there.Count == 0) return Refusal.NotFound;
        if (moderator is null) there.RemoveAll(t => t.Report.By.AccountId != by);
        if (there.Count == 0) return Refusal.Barred("picture.not-yours");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        foreach (var (report, picture) in there)
        {
            var signed = report.By.AccountId == by ? report.By : moderator!;
            picture.TakeDown(new(by, signed.As, signed.Of, reason!, now));
            Raise(new PictureTakenDown(CommunityId, DecisionId, report.MilestoneId, hash, picture.SmallHash, reason!));
        }
        return Outcome.Done;
    }
}
