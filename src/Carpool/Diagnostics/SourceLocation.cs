namespace Carpool.Diagnostics;

/// <summary>A place in a file. <paramref name="Line"/> and <paramref name="Column"/> count from 1.</summary>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
