using Carpool.Diagnostics;
using Carpool.Diff;

namespace Carpool.Planning;

/// <summary>Something a plan would do that somebody may regret: it blocks until it is allowed by its code.</summary>
public sealed record Hazard(Diagnostic Diagnostic, Change Change);
