namespace Carpool.Doctor.Shares;

/// <summary>Carpool's own connections while it runs: the one that holds the lock, a lane, and the one that looks who is in the way. More lanes are opened only where more are free.</summary>
internal static class AdminShare
{
    public const int Sessions = 3;

    public static IEnumerable<BudgetShare> Find(DoctorView view) =>
    [
        // The session that reads is not in the list
        new(ShareKind.Admin, view.Server.Admin.Name.Value, Sessions, 1 + view.Surroundings.Sessions.Where(session => session.Role == view.Server.Admin.Name).Sum(session => session.Count)),
    ];
}
