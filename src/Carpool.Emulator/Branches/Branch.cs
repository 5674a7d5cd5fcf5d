using Carpool.Emulator.Api;

namespace Carpool.Emulator.Branches;

/// <summary>A branch that runs: its server and what the API does with it.</summary>
internal sealed record Branch(BranchServer Server, RolesApi Roles, ParametersApi Parameters, ChangesApi Changes, BouncersApi Bouncers);
