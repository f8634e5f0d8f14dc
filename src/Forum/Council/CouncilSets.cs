using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<Proposal> Proposals => Set<Proposal>();
    public DbSet<Endorsement> Endorsements => Set<Endorsement>();
    public DbSet<ProposalMerger> ProposalMergers => Set<ProposalMerger>();
    public DbSet<JoinedProposal> JoinedProposals => Set<JoinedProposal>();
    public DbSet<MergerAsk> MergerAsks => Set<MergerAsk>();
    public DbSet<SpokenMergerAsk> SpokenMergerAsks => Set<SpokenMergerAsk>();
    public DbSet<MergerReply> MergerReplies => Set<MergerReply>();
    public DbSet<SpokenMergerReply> SpokenMergerReplies => Set<SpokenMergerReply>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<Agreement> Agreements => Set<Agreement>();
}
