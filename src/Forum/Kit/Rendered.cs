using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Forum.Kit;

/// <summary>
/// What was rendered of answers that are kept, once for all who read them: found by the answer's instance, and gone with
/// it. The key is what it looks another way for: the language, what the page says besides.
/// </summary>
public sealed class Rendered<TAnswer, TKey, THtml> where TAnswer : class where TKey : notnull
{
    private readonly ConditionalWeakTable<TAnswer, ConcurrentDictionary<TKey, (long Step, THtml Html)>> _all = [];

    /// <summary>What was rendered before, or is now.</summary>
    /// <param name="step">Another number once it reads another way because time went by.</param>
    public async ValueTask<THtml> OfAsync(TAnswer answer, TKey key, long step, Func<Task<THtml>> render)
    {
        var made = _all.GetOrCreateValue(answer);
        if (made.TryGetValue(key, out var known) && known.Step == step) return known.Html;
        var html = await render();
        made[key] = (step, html);
        return html;
    }
}
