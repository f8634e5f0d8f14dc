namespace Forum.Foundation.Checking;

/// <summary>Something that the portal needs in order to serve, which <c>/health/ready</c> tells.</summary>
public interface IReadiness
{
    /// <summary>How it stands now, looked at quickly: it is asked every few seconds.</summary>
    Task<IReadOnlyList<Standing>> LookAsync(CancellationToken stop);
}

/// <param name="Name">Its name in the answer.</param>
/// <param name="Value">How it stands.</param>
/// <param name="Bars">Whether the portal is not ready so.</param>
public sealed record Standing(string Name, object Value, bool Bars = false);
