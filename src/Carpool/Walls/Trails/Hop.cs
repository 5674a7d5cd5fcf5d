using Carpool.Diagnostics;
using Carpool.State;

namespace Carpool.Walls.Trails;

/// <summary>One way in which a role can act as another.</summary>
/// <param name="Words">How, and as whom, such as `member of analytics (INHERIT)` or `calls public.f() of blog, which runs as postgres`.</param>
/// <param name="Fix">The sentence that ends with the SQL that takes this way away: `As ROLE in database DB: SQL`.</param>
/// <param name="Code">What a finding is that goes this way; null where it is as good as any membership.</param>
internal sealed record Hop(RoleName From, RoleName To, string Words, string Fix, DiagnosticCode? Code = null);
