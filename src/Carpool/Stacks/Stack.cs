using Carpool.Manifest;
using Carpool.Planning;
using Carpool.Walls;

namespace Carpool.Stacks;

/// <summary>The apps of one manifest on one cluster, and all that can be done with them. Failures of the infrastructure are DiagnosticExceptions.</summary>
public sealed class Stack : IAsyncDisposable
{
    /// <summary>Connects; starts the local cluster first where the manifest says so.</summary>
    public static Task<Stack> OpenAsync(StackManifest manifest, StackEnvironment environment, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>What `up` would do. Takes no lock and changes nothing.</summary>
    public Task<Plan> PreviewAsync(IReadOnlySet<string> only, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Makes the cluster what the manifest says.</summary>
    public Task<RunReport> UpAsync(RunOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Brings a quarantined app back.</summary>
    public Task<RunReport> RestoreAsync(string app, RunOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Drops quarantined apps for good: the named ones, or all where none is named, that were removed at least <paramref name="olderThan"/> ago.</summary>
    public Task<RunReport> PurgeAsync(IReadOnlySet<string> apps, TimeSpan olderThan, RunOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Removes every app of the stack, each in its own way.</summary>
    public Task<RunReport> DestroyAsync(RunOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The apps with their sizes, sessions, roles and age; quarantined ones too.</summary>
    public Task<StackStatus> ReadStatusAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Connection strings of live apps, in the order of the manifest.</summary>
    public Task<IReadOnlyList<AppOutputs>> ReadOutputsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Real logins as each role: its own database, the maintenance database, `template1`, two neighbours or all.</summary>
    public Task<WallReport> VerifyAsync(bool exhaustive, int parallel, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
