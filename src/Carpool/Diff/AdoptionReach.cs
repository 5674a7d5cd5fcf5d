using Carpool.Diagnostics;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Diff;

/// <summary>
/// What of an app that somebody else made is beyond an admin that is no superuser: said before anything is on record, with what a superuser
/// is to run. An `up` that brings half of it over would leave the app's sessions without the other half.
/// </summary>
internal sealed class AdoptionReach(ClusterState actual, ClusterState desired, Surroundings surroundings, Server server)
{
    private readonly AdminPower _power = new(surroundings, server);

    /// <summary>Empty for a superuser, and for an app that has the model's shape already.</summary>
    public IReadOnlyList<Diagnostic> Of(App app) => server.Admin.IsSuperuser || !Handover.IsNew(app, actual)
        ? []
        : [.. Owners(app), .. Schemas(app), .. Memberships(app)];

    /// <summary>Of the app's own roles it is told that the admin may not govern them.</summary>
    private IEnumerable<Diagnostic> Owners(App app) => actual.OwnersOutOfReach.Where(foreign => foreign.Database == app.Database && !app.RoleNames.Contains(foreign.Owner)).Select(foreign => Beyond(
        app,
        $"Role {foreign.Owner} owns objects in database {app.Database}, and the admin {server.Admin.Name} may not act for it",
        surroundings.IsSuperuser(foreign.Owner)
            ? $"As a superuser in database {app.Database}, give them to {server.Admin.Name}: {(SqlText)$"ALTER TABLE … OWNER TO {server.Admin.Name}"} and the like for each."
            : $"As a superuser: {MembershipSql.Govern(foreign.Owner, server.Admin.Name, server)}"));

    /// <summary>pg_database_owner is whoever owns the database; one that was carried over from 14 has `public` from the superuser who restored it.</summary>
    private IEnumerable<Diagnostic> Schemas(App app) =>
        from schema in actual.Schemas
        where schema.Database == app.Database && schema.Name == SchemaName.Public && schema.Owner != app.Owner && schema.Owner.Value != "pg_database_owner" && !_power.MayActAs(schema.Owner)
        where desired.Schemas.Any(wanted => wanted.Database == schema.Database && wanted.Name == schema.Name)
        select Beyond(
            app,
            $"Schema public of database {app.Database} belongs to {schema.Owner}, and the admin {server.Admin.Name} may not act for it",
            $"As a superuser in database {app.Database}: {SchemaSql.SetOwner(schema with { Owner = server.Admin.Name })}");

    private IEnumerable<Diagnostic> Memberships(App app)
    {
        var allowed = desired.Memberships.ToHashSet();
        return
            from row in actual.Memberships
            where app.RoleNames.Contains(row.Role) && !allowed.Contains(row with { Grantor = null }) && !_power.MayRevoke(row)
            select Beyond(
                app,
                $"{row.Member} is a member of {row.Role} by a grant of {row.Grantor}, which the admin {server.Admin.Name} may not take back",
                row.Member == server.Admin.Name ? $"As a superuser: {MembershipSql.Govern(row.Role, row.Member, server)}" : $"As a superuser: {MembershipSql.Revoke(row, server)}; where it is to stay, `up` grants it again.");
    }

    private static Diagnostic Beyond(App app, string what, string fix) => CatalogCodes.NotAdoptable.With($"{what}.", fix, app.Name);
}
