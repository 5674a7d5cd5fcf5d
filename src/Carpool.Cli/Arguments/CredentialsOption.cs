using System.CommandLine;

namespace Carpool.Cli.Arguments;

/// <summary>--credentials, of `preview` and `up`.</summary>
internal static class CredentialsOption
{
    public static Option<bool> Build(string description) => new("--credentials") { Description = description };
}
