using Carpool.State;

namespace Carpool.Walls;

/// <summary>How a role could get into a database, or why it cannot.</summary>
/// <param name="IsOpen">At least one way leads in.</param>
/// <param name="Ways">Each in words, such as `blog_app → member of analytics (INHERIT) → owns database todo`; the shortest first.</param>
/// <param name="Reasons">Where none leads in: what keeps the role out, a sentence each.</param>
public sealed record PathAnswer(RoleName Role, DatabaseName Database, Reach Reach, bool IsOpen, IReadOnlyList<string> Ways, IReadOnlyList<string> Reasons);
