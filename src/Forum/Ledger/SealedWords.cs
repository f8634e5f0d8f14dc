using System.Text.Json.Nodes;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Ledger;

/// <summary>Whether words are those that the ledger keeps a seal of.</summary>
public sealed class SealedWords(ForumDb db)
{
    /// <summary>Whether any act of that name about the subject has these words under its seal.</summary>
    public async Task<bool> AnySaysAsync(string subject, string act, string fact, string words, CancellationToken stop)
    {
        var digests = (await db.Ledger.AsNoTracking().Where(r => r.Subject == subject && r.Act == act).Select(r => r.Facts).ToListAsync(stop)).Select(f => JsonNode.Parse(f)![fact]?.ToString()).ToList();
        var salts = await db.Set<SealSalt>().AsNoTracking().Where(s => digests.Contains(s.Digest)).ToListAsync(stop);
        return salts.Exists(s => SealSalt.DigestOf(s.Salt, words) == s.Digest);
    }
}
