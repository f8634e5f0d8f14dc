using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Decisions;

/// <summary>A picture was taken down: by whom, when, and why, for everybody.</summary>
public sealed record PictureRemoval(AccountId By, Role As, string Of, string Reason, DateTimeOffset At);

/// <summary>A picture that came with a report of a milestone. It stays with it; where it was taken down, that stays.</summary>
public sealed class MilestonePicture
{
    private MilestonePicture() { }

    internal MilestonePicture(MilestoneId milestone, int report, int order, Picture picture) =>
        (MilestoneId, Report, Order, Hash, SmallHash, Width, Height, Alt) = (milestone, report, order, picture.Hash, picture.SmallHash, picture.Width, picture.Height, picture.Alt);

    /// <summary>The milestone.</summary>
    public MilestoneId MilestoneId { get; private set; }

    /// <summary>The report's place among those of the milestone.</summary>
    public int Report { get; private set; }

    /// <summary>Its place, from 1.</summary>
    public int Order { get; private set; }

    /// <summary>As <see cref="Picture.Hash"/>.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>As <see cref="Picture.SmallHash"/>.</summary>
    public string SmallHash { get; private set; } = "";

    /// <summary>In pixels.</summary>
    public int Width { get; private set; }

    /// <summary>In pixels.</summary>
    public int Height { get; private set; }

    /// <summary>What is to be seen; empty where it was taken down.</summary>
    public string Alt { get; private set; } = "";

    /// <summary>Set where it was taken down.</summary>
    public PictureRemoval? Removal { get; private set; }

    internal void TakeDown(PictureRemoval removal) => (Removal, Alt) = (removal, "");
}
