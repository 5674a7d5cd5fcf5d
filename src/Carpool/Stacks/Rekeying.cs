using Carpool.Diff;

namespace Carpool.Stacks;

/// <summary>The change that `rekey` asks for.</summary>
/// <param name="isNext">True of the fingerprint of the key that the stack goes over to, where that is known before it is made.</param>
internal sealed class Rekeying(Func<string, bool> isNext)
{
    private string? _from;

    /// <summary>A pass after the run finds the stack under another key.</summary>
    public Wanted Of(Reading reading)
    {
        if (reading.Registry is not { Exists: true, Key: { } key }) return Wanted.Only();
        _from ??= key.Fingerprint;
        return key.Fingerprint != _from || isNext(key.Fingerprint) ? Wanted.Only() : Wanted.Only(new Change.ChangeKey(reading.Registry.Stack, _from));
    }
}
