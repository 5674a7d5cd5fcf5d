using System.CommandLine;
using Carpool.Diagnostics;
using Carpool.Walls;

namespace Carpool.Cli.Arguments;

/// <summary>--baseline, of `verify` and `watch`.</summary>
internal static class BaselineOption
{
    public static Option<string?> Build() => new("--baseline") { HelpName = "FILE", Description = "Accept the findings that this file lists, each with a reason and an end." };

    /// <summary>One that does not hold is a DiagnosticException.</summary>
    public static Baseline Load(string? file)
    {
        if (file is null) return Baseline.Empty;
        var baseline = BaselineFile.Load(file);
        return baseline.IsValid ? baseline.Value! : throw new DiagnosticException(baseline.Diagnostics);
    }
}
