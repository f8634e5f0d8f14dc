namespace Forum.Kit;

/// <summary>A station on a road line: the text key of its name, and when it was reached or is due.</summary>
public sealed record Station(string Name, DateTimeOffset? Time = null, bool Ends = false);
