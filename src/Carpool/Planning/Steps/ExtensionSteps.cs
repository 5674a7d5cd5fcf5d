using Carpool.Diff;
using Carpool.Sql;
using Carpool.State;

namespace Carpool.Planning;

/// <summary>How extensions come into a database: the owner's as the owner, who may hold them; the rest into a schema of the admin's.</summary>
internal static class ExtensionSteps
{
    public static IEnumerable<Statement> Of(App app, IReadOnlyList<Change.CreateExtension> changes, ExtensionPlaces places)
    {
        var isSchemaMade = !places.LacksAdminsSchema(app.Database);
        foreach (var create in places.InOrder(changes, change => change.Extension.Name))
        {
            var (extension, schema) = (create.Extension.Name, places.SchemaOf(create.Extension));
            if (!places.IsAdmins(create.Extension))
            {
                yield return new(ExtensionSql.ActAs(app.Owner), create);
                yield return new(ExtensionSql.Create(extension, schema), create);
                yield return new(ExtensionSql.ActAsAdmin(), create);
                continue;
            }

            // Made here, never found: what is there already might be a tenant's
            if (schema == SchemaName.Extensions && !isSchemaMade)
            {
                yield return new(SchemaSql.Create(schema), create);
                yield return new(SchemaSql.OpenToAll(schema), create);
                isSchemaMade = true;
            }

            yield return new(ExtensionSql.Create(extension, schema), create);
        }
    }
}
