using System.Text.RegularExpressions;

namespace Carpool.Doctor.Errors;

/// <summary>An error that servers, poolers and consumers of replication print, with what is behind it.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Pattern">What it looks like; its groups may be used in cause and fix.</param>
/// <param name="Cause">One sentence.</param>
/// <param name="Fix">One imperative sentence.</param>
/// <param name="Code">The check that finds it before it happens; null where none does.</param>
/// <param name="Example">A text that has it.</param>
internal sealed record KnownError(string Id, Regex Pattern, string Cause, string Fix, string? Code, string Example);

/// <summary>A known error in a text.</summary>
/// <param name="Error">Its short name.</param>
/// <param name="Found">The part of the text that it was known by.</param>
/// <param name="Cause">One sentence.</param>
/// <param name="Fix">One imperative sentence.</param>
/// <param name="Code">The check that finds it before it happens; null where none does.</param>
public sealed record ErrorDiagnosis(string Error, string Found, string Cause, string Fix, string? Code);
