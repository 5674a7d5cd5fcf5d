using Carpool.IntegrationTests.Cli;

namespace Carpool.IntegrationTests.Migrations;

/// <summary>A migration tool that people use, with a project of its own in the folder of its name.</summary>
/// <param name="Name">As its rows in the tests are called.</param>
/// <param name="Command">What docs/guide/migrations.md has people type after `carpool run blog --`.</param>
/// <param name="PrepareAsync">Copies the project beside a manifest. A machine that lacks the tool skips the test by name.</param>
/// <param name="Makes">Some of what it makes: of each kind one, and whatever the tool keeps its books in.</param>
internal sealed record MigrationTool(string Name, string Command, Func<TempProject, Task> PrepareAsync, IReadOnlyList<string> Makes)
{
    public static IReadOnlyList<MigrationTool> All { get; } =
    [
        new(
            "drizzle",
            "npx drizzle-kit migrate",
            NodeProject.CopyDrizzleAsync,
            ["schema drizzle", "table drizzle.__drizzle_migrations", "sequence drizzle.__drizzle_migrations_id_seq", "table public.people", "type public.mood"]),
        new(
            "dbmate",
            "dbmate --no-dump-schema up",
            NodeProject.CopyDbmateAsync,
            ["table public.schema_migrations", "extension citext", "schema billing", "table billing.invoices", "view billing.unpaid", "function billing.stamp()", "type billing.state"]),
        new(
            "node-pg-migrate",
            "npx node-pg-migrate up",
            project => NodeProject.CopyAsync("node-pg-migrate", project),
            ["table public.pgmigrations", "sequence public.pgmigrations_id_seq", "table public.people", "type public.mood"]),
        new(
            "alembic",
            "alembic upgrade head",
            project => PythonProject.CopyAsync("alembic", "alembic", project),
            ["table public.alembic_version", "table public.people", "type public.mood"]),
        new(
            "django",
            "python3 manage.py migrate",
            project => PythonProject.CopyAsync("django", "django-admin", project),
            ["table public.django_migrations", "sequence public.django_migrations_id_seq", "table public.auth_user", "table public.blog_person"]),
        new(
            "entity-framework",
            "dotnet Blog.dll",
            EntityFrameworkProject.CopyAsync,
            ["table public.\"__EFMigrationsHistory\"", "table public.\"People\"", "sequence public.\"People_Id_seq\""]),
        new("entity-framework-create", "dotnet Blog.dll create", EntityFrameworkProject.CopyAsync, ["table public.\"People\"", "sequence public.\"People_Id_seq\""]),
    ];

    public static MigrationTool Named(string name) => All.Single(tool => tool.Name == name);
}
