using Forum.Domain.Kernel;

namespace Forum.Council.Versions;

/// <summary>The proposal whose page this is, and its newest version: what is said of an older one is marked so.</summary>
public sealed record TextNow(ProposalId Proposal, int Version);
