using Forum.Foundation.Texts;

namespace Forum.Voting.Record;

/// <summary>The command line's <c>verify</c>: checks a poll's public record without the portal, and says line by line what holds.</summary>
public static class VerifyVerb
{
    public const string Usage = "verify [--key VERIFIER] [--promise FILE] RECORD";

    /// <summary>0 all holds, 1 something does not, 2 bad use.</summary>
    public static int Run(string[] args, TextBook texts, TextWriter output, TextWriter errors)
    {
        string? file = null, key = null, promise = null;
        for (var i = 0; i < args.Length; i++)
            if (args[i] is "--key" && i + 1 < args.Length) key = args[++i];
            else if (args[i] is "--promise" && i + 1 < args.Length) promise = args[++i];
            else if (!args[i].StartsWith("--", StringComparison.Ordinal) && file is null) file = args[i];
            else file = "";
        if (file is null or "")
        {
            errors.WriteLine($"Forum {Usage}");
            return 2;
        }
        if ((VerbFile.Bars(file) ?? (promise is null ? null : VerbFile.Bars(promise))) is { } bars)
        {
            errors.WriteLine(texts[bars]);
            return 2;
        }
        var findings = new RecordCheck(key, promise is null ? null : File.ReadAllText(promise).ReplaceLineEndings("\n")).Run(File.ReadLines(file));
        foreach (var finding in findings)
            (finding.Holds ? output : errors).WriteLine(VerbFile.Plain($"{(finding.Holds ? "✓" : "✗")} {texts[finding.Holds ? $"verify.{finding.Name}" : $"verify.{finding.Name}.broken", [.. finding.Facts.Select(f => (f.Name, f.Value))]]}"));
        if (key is null) output.WriteLine($"· {texts["verify.no-key"]}");
        return findings.All(f => f.Holds) ? 0 : 1;
    }
}
