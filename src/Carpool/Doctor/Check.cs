using Carpool.Diagnostics;

namespace Carpool.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Code">What kind of thing; its page says more.</param>
/// <param name="Status">How it is.</param>
/// <param name="Subject">What it is about: a setting, an app, a slot.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Measured">What there is; null where it cannot be read.</param>
/// <param name="Required">What is asked for; null where nothing is.</param>
/// <param name="Fix">One imperative sentence, or null where there is nothing to do.</param>
public sealed record Check(DiagnosticCode Code, CheckStatus Status, string Subject, string Message, Measure? Measured = null, Measure? Required = null, string? Fix = null);

/// <summary>How a thing is.</summary>
public enum CheckStatus
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and may not for ever.</summary>
    Warn,

    /// <summary>The cluster is not fit for what is asked of it.</summary>
    Fail,
}

/// <summary>A number or a word.</summary>
public abstract record Measure
{
    private Measure()
    {
    }

    /// <summary>So many.</summary>
    public static implicit operator Measure(long number) => new Number(number);

    /// <summary>A word.</summary>
    public static implicit operator Measure(string text) => new Text(text);

    /// <summary>A number of things.</summary>
    public sealed record Number(long Value) : Measure
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Value}";
    }

    /// <summary>A setting's value.</summary>
    public sealed record Text(string Value) : Measure
    {
        /// <inheritdoc/>
        public override string ToString() => Value;
    }
}
