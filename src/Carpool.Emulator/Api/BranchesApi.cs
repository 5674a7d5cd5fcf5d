using System.Text.RegularExpressions;
using Carpool.Emulator.Branches;
using Carpool.Emulator.Http;
using Carpool.Emulator.State;

namespace Carpool.Emulator.Api;

/// <summary>
/// Making and deleting branches. One made from a backup has the server's roles, passwords and databases of the other, and the same
/// system identifier, but none of its roles in the API: those belong to a branch.
/// </summary>
internal sealed partial class BranchesApi(StateFile file, BranchSet branches, TimeProvider clock)
{
    public async Task<ApiAnswer> CreateAsync(ApiRequest request, CancellationToken ct)
    {
        var state = file.Current;
        var name = request.Text("name") ?? throw ApiException.Unprocessable("Name can't be blank");
        if (!NamePattern().IsMatch(name)) throw ApiException.Unprocessable("Name is invalid");
        if (state.Branches.Any(branch => branch.Name == name)) throw ApiException.Unprocessable("Name has already been taken");
        var named = request.Text("parent_branch");
        var parent = named is null ? state.Branches[0] : state.Branches.FirstOrDefault(branch => branch.Name == named || branch.Id == named) ?? throw ApiException.NotFound();
        var isRestored = request.Text("backup_id") is not null || request.Text("restore_point") is not null || request.Text("seed_data") is not null;
        var made = new BranchState { Id = PublicId.Create(), Name = name, CreatedAt = clock.GetUtcNow(), Parent = parent.Name, RestoredFrom = isRestored ? parent.Id : null };
        file.Change(known => known with { Branches = [.. known.Branches, made] });
        try
        {
            await branches.StartAsync(made.Id, isRestored ? parent.Id : null, ct);
        }
        catch
        {
            file.Change(known => known with { Branches = [.. known.Branches.Where(branch => branch.Id != made.Id)] });
            throw;
        }

        return new(201, BranchJson.Write(file.Current, made));
    }

    public async Task<ApiAnswer> DeleteAsync(BranchState branch, CancellationToken ct)
    {
        if (branch.Id == file.Current.Branches[0].Id) throw ApiException.Unprocessable("The default branch cannot be deleted.");
        await branches.DestroyAsync(branch.Id, ct);
        file.Change(state => state with { Branches = [.. state.Branches.Where(other => other.Id != branch.Id)] });
        return ApiAnswer.NoContent;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,62}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();
}
