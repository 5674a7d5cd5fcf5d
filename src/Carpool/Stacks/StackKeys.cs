using Carpool.Credentials;
using Carpool.Diagnostics;

namespace Carpool.Stacks;

/// <summary>The key of a manifest's stack: found, made when it is first needed, or replaced when it is lost.</summary>
internal sealed class StackKeys(string manifestDirectory, StackEnvironment environment)
{
    private string? FromEnvironment => Variable(KeyFile.EnvironmentVariable);

    private bool IsMissing => FromEnvironment is null && !File.Exists(KeyFile.PathIn(manifestDirectory));

    /// <summary>A stack that has a key needs just that one; a new one has none yet, unless the user brought it.</summary>
    public StackKey? Find(bool stackIsKnown, string? fingerprint)
    {
        FinishChange(fingerprint);
        return IsMissing && !stackIsKnown ? null : Valid(KeyFile.Load(manifestDirectory, FromEnvironment));
    }

    /// <summary>As <see cref="Find"/>; a change of keys from one variable to another may have come to its end already.</summary>
    public StackKey? FindEither(bool stackIsKnown, string? fingerprint) =>
        fingerprint is not null && IsNext(fingerprint) ? NewKeyOfEnvironment() : Find(stackIsKnown, fingerprint);

    /// <summary>As <see cref="Find"/>, but null where a stack that is on record has another key than the one at hand, or none is at hand.</summary>
    public StackKey? FindUnlessLost(bool stackIsKnown, string? fingerprint)
    {
        FinishChange(fingerprint);
        var loaded = KeyFile.Load(manifestDirectory, FromEnvironment);
        if (loaded.Value is { } key) return stackIsKnown && key.Fingerprint != fingerprint ? null : key;
        return loaded.Diagnostics.All(diagnostic => diagnostic.Code == ExecutionCodes.KeyMissing || (diagnostic.Code == ExecutionCodes.KeyMalformed && FromEnvironment is null))
            ? null
            : Valid(loaded);
    }

    /// <summary>Made only when something is about to be written with it.</summary>
    public StackKey Make() => Valid(KeyFile.LoadOrCreate(manifestDirectory, FromEnvironment));

    /// <summary>The one to go over to: from CARPOOL_NEW_KEY where the present one is in CARPOOL_KEY, else made beside its file.</summary>
    public StackKey Next() => FromEnvironment is null
        ? Valid(KeyFile.LoadOrCreateNext(manifestDirectory))
        : NewKeyOfEnvironment() ?? throw new DiagnosticException(ExecutionCodes.NewKeyMissing.With(
            $"The stack's key is in {KeyFile.EnvironmentVariable}, and there is no {KeyFile.NewEnvironmentVariable} to go over to.",
            $"Set {KeyFile.NewEnvironmentVariable}, for instance to what `openssl rand -base64 32` prints, and run the command again."));

    /// <summary>True of the fingerprint of the key in CARPOOL_NEW_KEY, where the present one is to come from CARPOOL_KEY: the stack is under it already.</summary>
    public bool IsNext(string fingerprint) => FromEnvironment is not null && NewKeyOfEnvironment()?.Fingerprint == fingerprint;

    /// <summary>A new one, the file of the old one kept beside it. With CARPOOL_KEY set that is the new one, and no file is touched.</summary>
    public StackKey Replace()
    {
        if (FromEnvironment is null && KeyFile.PutAside(manifestDirectory, environment.Clock.GetUtcNow()) is { } kept)
        {
            environment.Notices.Report($"The key file that was there is kept as {kept}");
        }

        return Make();
    }

    private void FinishChange(string? fingerprint)
    {
        if (fingerprint is not null && FromEnvironment is null) KeyFile.FinishChange(manifestDirectory, fingerprint);
    }

    private StackKey? NewKeyOfEnvironment() => Variable(KeyFile.NewEnvironmentVariable) is { } text ? Valid(KeyFile.Parse(text, KeyFile.NewEnvironmentVariable)) : null;

    private string? Variable(string name) => environment.Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static StackKey Valid(Checked<StackKey> loaded) => loaded.Value ?? throw new DiagnosticException(loaded.Diagnostics);
}
