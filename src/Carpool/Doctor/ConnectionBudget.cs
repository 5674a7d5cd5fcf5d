using Carpool.Doctor.Shares;
using Carpool.State;

namespace Carpool.Doctor;

/// <summary>The connections of a server, and who takes them.</summary>
/// <param name="Shares">The admin's, then in the order of the manifest the apps', then those of others.</param>
public sealed record ConnectionBudget(Capacity Capacity, IReadOnlyList<BudgetShare> Shares)
{
    private static readonly Func<DoctorView, IEnumerable<BudgetShare>>[] s_sources = [AdminShare.Find, AppShares.Find, ConsumerShares.Find, OtherShares.Find];

    /// <summary>What has to be kept for all.</summary>
    public int Claimed => Shares.Sum(share => share.Claim);

    /// <summary>What is left when everybody has all that it may have; below zero it does not fit.</summary>
    public int Left => Capacity.Usable - Claimed;

    /// <summary>What apps, and what replicates their data away, may share among them.</summary>
    public int ForApps => Capacity.Usable - Shares.Where(share => !share.IsOfApps).Sum(share => share.Claim);

    internal static ConnectionBudget Of(DoctorView view) => new(view.Capacity, [.. s_sources.SelectMany(source => source(view))]);

    /// <summary>What the manifest is to say of an app or a consumer if all are cut alike so that they fit, at least one.</summary>
    internal int Fitting(BudgetShare app)
    {
        var shares = Shares.Where(share => share.IsOfApps).ToList();
        var (claimed, room) = (shares.Sum(share => (long)share.Claim - share.Passing), ForApps - shares.Sum(share => (long)share.Passing));
        var said = app.Claim - app.Passing;
        return claimed <= room ? said : (int)Math.Max(1, said * Math.Max(0, room) / claimed);
    }
}
