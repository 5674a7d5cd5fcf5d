using Carpool.Diagnostics;
using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Stacks;

/// <summary>How roles of one app come to other logins.</summary>
/// <param name="Record">The app as it will be on record.</param>
/// <param name="Diagnostics">Errors: what cannot be given to the new login.</param>
internal sealed record Replacement(App Record, IReadOnlyList<Change> Changes, IReadOnlyList<Diagnostic> Diagnostics)
{
    public static Replacement Of(App app, IReadOnlyList<Login> logins, Reading reading)
    {
        var retired = new Retirement.OfApp(app, login => logins.Any(current => current.Role == login.Role), reading);
        var (record, policies) = (retired.Record, retired.Policies);
        var (adds, turns, problems) = (new List<Change>(), new List<Change>(), new List<Diagnostic>());
        var nexts = new List<(Login From, Login To)>();
        foreach (var login in logins)
        {
            var coming = record.Logins.FirstOrDefault(other => other.Role == login.Role && other.Standing is LoginStanding.Coming);
            var next = coming is not null && ListingOf(coming, reading) is not null ? coming : login with { Name = NextName(app, login, reading), Oid = null, Standing = LoginStanding.Coming };
            nexts.Add((login, next));
            adds.AddRange(OwnSettings(app, login, next, reading));
            if (next == coming) continue;
            record = record with { Logins = [.. record.Logins.Where(other => other != coming).Append(next).OrderBy(other => other.Role, StringComparer.Ordinal)] };
            var add = Add(record, login, next, reading);
            adds.Add(add);
            problems.AddRange(Problems(add, retired, reading));
        }

        foreach (var (login, next) in nexts)
        {
            record = record with { Logins = [.. record.Logins.Select(other => other == login ? login with { Standing = LoginStanding.Retiring } : other == next ? next with { Standing = LoginStanding.Current } : other)] };
            (var named, policies) = policies.Renamed(policy => policy.Roles.Contains(login.Name) && !policy.Roles.Contains(next.Name), policy => policy.With(next.Name));
            var turn = new Change.TurnToLogin(record, login, next)
            {
                Policies = named,
                ForeignServers = [.. reading.Actual.ForeignServerUsers.Where(user => user.Database == app.Database && user.Role == login.Name).Select(user => Lacking(user, next, reading)).OfType<ForeignServerUser>()],
            };
            turns.Add(turn);
            problems.AddRange(OutOfReach(app, login, turn.Policies, turn.ForeignServers, reading));
        }

        return new(record, [.. retired.Changes, .. adds, .. turns], [.. retired.Diagnostics, .. problems]);
    }

    /// <summary>The role's other name; of a login that a platform is to make, what it is displayed as until that has made it.</summary>
    private static RoleName NextName(App app, Login login, Reading reading)
    {
        var usual = new RoleName($"{app.Database}_{login.Role}");
        if (!reading.MakesLoginsByApi) return PlatformNames.IsMadeByApi(login.Name) ? usual : Login.OtherName(login.Name);
        var displayed = Login.OtherName(reading.ByApi.Displayed.TryGetValue(login.Name, out var shown) && Identifier.IsValid(shown) ? new RoleName(shown) : usual);
        return reading.ByApi.Names.GetValueOrDefault(displayed.Value) ?? displayed;
    }

    private static IReadOnlyList<Setting> SettingsOf(Login login, Login next, Reading reading) =>
        [.. reading.Surroundings.Settings.Where(setting => setting.Role == login.Name).Select(setting => setting with { Role = next.Name })];

    /// <summary>What a login that a platform made says of itself once it gets in; where a run was interrupted before, it is said now.</summary>
    private static IEnumerable<Change> OwnSettings(App app, Login login, Login next, Reading reading)
    {
        if (!PlatformNames.IsMadeByApi(next.Name)) return [];
        var has = SettingsOf(next, next, reading).ToDictionary(setting => setting.Key);
        return SettingsOf(login, next, reading).Where(setting => !(has.TryGetValue(setting.Key, out var known) && known == setting))
            .Select(setting => new Change.ChangeSetting(app.Name, has.GetValueOrDefault(setting.Key), setting));
    }

    private static Change.AddLogin Add(App record, Login login, Login next, Reading reading)
    {
        var around = reading.Surroundings;
        var listing = ListingOf(login, reading)!;
        return new(record, login, next, new Role(next.Name, CanLogin: true, listing.Role.Inherits, listing.Role.ConnectionLimit))
        {
            ValidUntil = listing.ValidUntil,

            // One row a grantor, from 16: together they are what the login has
            Memberships =
            [
                .. around.Memberships.Where(membership => membership.Member == login.Name).GroupBy(membership => membership.Role)
                    .Select(rows => new Membership(rows.Key, next.Name, Grantor: null, rows.Any(row => row.Inherit), rows.Any(row => row.Set), rows.Any(row => row.Admin))),
            ],
            Settings = reading.MakesLoginsByApi ? [] : SettingsOf(login, next, reading),
            Grants =
            [
                .. around.DatabaseGrants.Where(grant => grant.Database == record.Database && grant.Grantee is Grantee.Role role && role.Name == login.Name)
                    .Select(grant => new DatabaseGrant(grant.Database, new Grantee.Role(next.Name), grant.Privilege, Grantor: null, IsGrantable: false)).Distinct(),
            ],
        };
    }

    /// <summary>What the new login lacks of it; null where that is nothing.</summary>
    private static ForeignServerUser? Lacking(ForeignServerUser user, Login next, Reading reading)
    {
        var has = reading.Actual.ForeignServerUsers.FirstOrDefault(other => other.Database == user.Database && other.Server == user.Server && other.Role == next.Name);
        var lacking = user with { IsMapped = user.IsMapped && has is not { IsMapped: true }, HasUsage = user.HasUsage && has is not { HasUsage: true } };
        return lacking.IsMapped || lacking.HasUsage ? lacking : null;
    }

    private static IEnumerable<Diagnostic> Problems(Change.AddLogin add, Retirement.OfApp retired, Reading reading)
    {
        var (app, login, next) = (add.On, add.Like, add.Login);
        if (ListingOf(next, reading) is not null && !reading.Surroundings.LoginsMadeNow.Contains(next.Name) && retired.Changes.All(change => change.Name != next.Name.Value))
        {
            yield return CatalogCodes.RoleExists.With($"Role {next.Name} exists, and the stack does not manage it; role {login.Role} of app {app.Name} needs the name.", "Rename or drop it, then run the command again.", app.Name);
        }

        if (ListingOf(login, reading)!.IsExpired)
        {
            yield return CatalogCodes.LoginNotReplaceable.With(
                $"The password of login {login.Name} of app {app.Name} expired ({add.ValidUntil}); that of its successor would be refused as well.",
                $"Give it more time: {RoleSql.SetValidUntil(login.Name, "infinity")}",
                app.Name);
        }

        var power = new AdminPower(reading.Surroundings, reading.Server);
        foreach (var membership in add.Memberships.Where(membership => !power.MayActAs(membership.Role)))
        {
            yield return CatalogCodes.LoginNotReplaceable.With(
                $"Login {login.Name} of app {app.Name} is a member of {membership.Role}, and the admin may not grant that to its successor.",
                $"Have a superuser run GRANT {membership.Role} TO {reading.Server.Admin.Name} WITH ADMIN OPTION, or take the login out of it.",
                app.Name);
        }
    }

    /// <summary>What belongs to somebody whom the admin can neither be nor act for.</summary>
    public static IEnumerable<Diagnostic> OutOfReach(App app, Login login, IReadOnlyList<Policy> policies, IReadOnlyList<ForeignServerUser> users, Reading reading)
    {
        var power = new AdminPower(reading.Surroundings, reading.Server);
        var named = policies.Select(policy => (policy.Owner, What: $"policy {policy.Name} on {policy.Table}")).Concat(users.Select(user => (user.Owner, What: $"foreign server {user.Server}")));
        return named.Where(thing => !power.MayActAs(thing.Owner)).Select(thing => CatalogCodes.LoginNotReplaceable.With(
            $"Login {login.Name} of app {app.Name} is named in {thing.What} in database {app.Database}, which belongs to {thing.Owner}: the admin may not change it.",
            $"Have {thing.Owner} or a superuser give it to {app.Owner}, then run the command again.",
            app.Name));
    }

    private static RoleListing? ListingOf(Login login, Reading reading) => reading.Surroundings.Roles.FirstOrDefault(listing => listing.Role.Name == login.Name);
}
