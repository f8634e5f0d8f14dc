namespace Forum.Voting;

/// <summary>A piece of a result's bar; each has its own pattern, since colour is never the only signal.</summary>
public enum BarPart { Yes, No, Abstain }
