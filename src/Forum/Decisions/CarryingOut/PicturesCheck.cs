using Forum.Foundation.Checking;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>Whether the files of each picture that was not taken down are there, and are what was sent.</summary>
public sealed class PicturesCheck(ForumDb db, FileFolder files) : ICheck
{
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken stop)
    {
        var pictures = await db.MilestonePictures.AsNoTracking().Where(p => p.Removal == null).OrderBy(p => p.MilestoneId).ThenBy(p => p.Report).ThenBy(p => p.Order).ToListAsync(stop);
        return [.. from picture in pictures
                   from hash in new[] { picture.Hash, picture.SmallHash }
                   let state = files.StateOf(hash)
                   where state != FileState.Whole
                   select $"milestone {picture.MilestoneId} report {picture.Report} picture {picture.Order}: file {hash} is {(state == FileState.Missing ? "missing" : "changed")}"];
    }
}
