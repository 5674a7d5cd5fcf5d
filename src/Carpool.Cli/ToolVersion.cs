using System.Reflection;

namespace Carpool.Cli;

/// <summary>The version of this build, as <c>Directory.Build.props</c> states it.</summary>
public static class ToolVersion
{
    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Current =>
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
