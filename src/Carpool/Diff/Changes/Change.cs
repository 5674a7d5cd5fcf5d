using System.Text.Json.Serialization;
using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// One object that differs between the actual and the desired state. Holds facts of both sides, never SQL, a connection or a secret.
/// Closed: a consumer is a switch that names every case. Each case stands under a name of its own in saved plans; a name is never changed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
public abstract partial record Change
{
    private Change(string? app) => App = app;

    /// <summary>The app it belongs to; null for what belongs to none.</summary>
    public string? App { get; }

    /// <summary>What happens to the object.</summary>
    public abstract ChangeAction Action { get; }

    /// <summary>The kind of object, as the JSON of a plan names it.</summary>
    public abstract string Kind { get; }

    /// <summary>The object, as a person would name it.</summary>
    public abstract string Name { get; }

    /// <summary>The database it is in or about; null for what is in none.</summary>
    public virtual DatabaseName? Database => null;
}

/// <summary>What happens to an object.</summary>
public enum ChangeAction
{
    /// <summary>It comes to be.</summary>
    Create,

    /// <summary>It changes in place.</summary>
    Update,

    /// <summary>It goes away.</summary>
    Delete,
}
