using System.Security.Cryptography;
using System.Text.Json;
using Carpool.Credentials;
using Carpool.Diagnostics;

namespace Carpool.Emulator.State;

/// <summary>The state in the data folder. Each change is on the disk before anybody hears of it.</summary>
internal sealed class StateFile
{
    private readonly string _path;

    private StateFile(string path, PlatformState current) => (_path, Current) = (path, current);

    public PlatformState Current { get; private set; }

    /// <summary>Reads the state, or begins one with a branch `main` and a token that may do everything.</summary>
    public static StateFile Open(string folder, TimeProvider clock)
    {
        var path = Path.Combine(folder, "state.json");
        if (!File.Exists(path)) return new(path, Begin(clock.GetUtcNow()));
        try
        {
            if (PlatformStateJson.Read(File.ReadAllBytes(path)) is { } kept) return new(path, kept);
        }
        catch (JsonException)
        {
            // Told below, as for a file that holds nothing
        }

        throw new DiagnosticException(EmulatorCodes.StateUnreadable.With(
            $"'{path}' does not hold the state of an emulator.", $"Name another folder with --data, or delete '{folder}' to begin anew.", path));
    }

    /// <summary>Replaces the state by what <paramref name="change"/> makes of it.</summary>
    public void Change(Func<PlatformState, PlatformState> change)
    {
        Current = change(Current);
        OwnerOnlyFile.Replace(_path, PlatformStateJson.Write(Current));
    }

    /// <summary>Replaces one branch.</summary>
    public void Change(string branchId, Func<BranchState, BranchState> change) =>
        Change(state => state with { Branches = [.. state.Branches.Select(branch => branch.Id == branchId ? change(branch) : branch)] });

    /// <summary>Replaces one role of a branch.</summary>
    public void Change(string branchId, string roleId, Func<RoleState, RoleState> change) =>
        Change(branchId, branch => branch with { Roles = [.. branch.Roles.Select(role => role.Id == roleId ? change(role) : role)] });

    private static PlatformState Begin(DateTimeOffset now) => new()
    {
        Organization = "emulated",
        OrganizationId = PublicId.Create(),
        Database = "carpool",
        DatabaseId = PublicId.Create(),
        CreatedAt = now,
        Tokens = [new(PublicId.Create(), $"pscale_tkn_{RandomNumberGenerator.GetString(PublicId.Alphabet, 40)}", null)],
        Branches = [new BranchState { Id = PublicId.Create(), Name = "main", CreatedAt = now, IsProduction = true }],
    };
}
