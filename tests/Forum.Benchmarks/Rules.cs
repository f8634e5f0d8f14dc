using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;
using Forum.Shared;

namespace Forum.Benchmarks;

/// <summary>The rules by themselves, without server and database. What comes after `rules` goes to BenchmarkDotNet, such as `--filter *Merkle*`.</summary>
public static class Rules
{
    public static void Run(string[] args) => BenchmarkSwitcher.FromTypes([typeof(CountingRules), typeof(MerkleRules), typeof(TokenRules)])
        .Run(args.Length > 0 ? args : ["--filter", "*"], ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(ConsoleLogger.Default).AddExporter(MarkdownExporter.GitHub)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "forum-benchmarks")));
}

/// <summary>Ten thousand ballots over ten candidates, gathered beforehand.</summary>
public class CountingRules
{
    private Rankings _ballots = null!;

    [GlobalSetup]
    public void Draw()
    {
        var dice = new Random(20260512);
        _ballots = Rankings.Of([.. Enumerable.Range(0, 10).Select(c => $"{(char)('A' + c)}")], [.. Enumerable.Range(0, 10_000).Select(_ => Ballot(dice))]).Value;
    }

    private static Ranking Ballot(Random dice)
    {
        var order = Enumerable.Range(0, 10).ToArray();
        dice.Shuffle(order);
        return new([.. order.Take(dice.Next(1, 11)).Select(c => (IReadOnlyList<int>)[c])], 1);
    }

    [Benchmark] public CountResult InstantRunoff() => Forum.Domain.Voting.Methods.InstantRunoff.Count(_ballots);

    [Benchmark] public CountResult ScottishStv() => Forum.Domain.Voting.Methods.ScottishStv.Count(_ballots, 4);

    [Benchmark] public CountResult MeekStv() => Forum.Domain.Voting.Methods.MeekStv.Count(_ballots, 4);

    [Benchmark] public CountResult Schulze() => Forum.Domain.Voting.Methods.Schulze.Count(_ballots);

    [Benchmark] public CountResult RankedPairs() => Forum.Domain.Voting.Methods.RankedPairs.Count(_ballots);
}

/// <summary>The tree of a record of a hundred thousand leaves: grown, kept, and proofs from both.</summary>
public class MerkleRules
{
    private byte[][] _leaves = [];
    private byte[] _flat = [];
    private MerkleLevels _kept = null!;

    [GlobalSetup]
    public void Grow()
    {
        _leaves = [.. Enumerable.Range(0, 100_000).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i)))];
        _flat = [.. _leaves.SelectMany(l => l)];
        _kept = new(_flat);
    }

    [Benchmark]
    public byte[] Edge()
    {
        var edge = new MerkleEdge();
        foreach (var leaf in _leaves) edge.Add(leaf);
        return edge.Root();
    }

    [Benchmark] public byte[] Levels() => new MerkleLevels(_flat).Root;

    [Benchmark] public IReadOnlyList<byte[]> ProofReckoned() => MerkleTree.InclusionProof(_leaves, 77_777);

    [Benchmark] public IReadOnlyList<byte[]> ProofKept() => _kept.InclusionProof(_kept.IndexOf(_leaves[77_777]));
}

/// <summary>A token of a secret poll: its check, and the leaf that its ballot becomes.</summary>
public class TokenRules
{
    private readonly PollId _poll = new(Guid.NewGuid());
    private byte[] _public = [];
    private VotingToken _good = null!, _forged = null!;

    [GlobalSetup]
    public void Make()
    {
        using var key = RSA.Create(VotingToken.KeyBits);
        _public = key.ExportSubjectPublicKeyInfo();
        _good = Tokens.Make(1, key.ExportPkcs8PrivateKey())[0];
        _forged = new(RandomNumberGenerator.GetBytes(VotingToken.MessageLength), _good.Signature);
    }

    private bool Check(VotingToken token)
    {
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(_public, out _);
        return token.IsSignedBy(key);
    }

    [Benchmark] public bool Good() => Check(_good);

    [Benchmark] public bool Forged() => Check(_forged);

    [Benchmark] public byte[] Leaf() => MerkleTree.LeafHash(BallotLeaf.OfSecret(_poll, _good, "yes"));
}
