using System.Text.Json.Serialization;
using Carpool.State;

namespace Carpool.Diff;

[JsonDerivedType(typeof(Adopt), "adopt")]
[JsonDerivedType(typeof(ForgetRow), "forget_row")]
[JsonDerivedType(typeof(ForgetStack), "forget_stack")]
[JsonDerivedType(typeof(ChangeKey), "change_key")]
public abstract partial record Change
{
    /// <summary>An app that comes on record as the cluster shows it. Nothing outside the registry changes, but for the mark of an app that was kept.</summary>
    /// <param name="From">What is on record of it so far; null where nothing is, or nothing that can be believed.</param>
    public sealed record Adopt(App? From, App To) : Change(To.Name)
    {
        /// <summary>True where the owner has the mark of an app that was kept when it left a stack: it goes.</summary>
        public bool OwnerWasKept { get; init; }

        /// <inheritdoc/>
        public override ChangeAction Action => From is null ? ChangeAction.Create : ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "app";

        /// <inheritdoc/>
        public override string Name => To.Name;

        /// <inheritdoc/>
        public override DatabaseName? Database => To.Database;
    }

    /// <summary>A row of the registry that cannot be believed goes.</summary>
    public sealed record ForgetRow(SpoiltRow Row) : Change(Row.App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "record";

        /// <inheritdoc/>
        public override string Name => $"{(Row.IsLogin ? "login" : "database")} {Row.Key}";
    }

    /// <summary>All that is on record of a stack whose key is lost goes, and the stack begins with another key.</summary>
    public sealed record ForgetStack(string Stack) : Change((string?)null)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "record";

        /// <inheritdoc/>
        public override string Name => $"stack {Stack}";
    }

    /// <summary>All that is on record of a stack comes under another key.</summary>
    /// <param name="From">The fingerprint of the one that it is under.</param>
    public sealed record ChangeKey(string Stack, string From) : Change((string?)null)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "key";

        /// <inheritdoc/>
        public override string Name => $"of stack {Stack}";
    }
}
