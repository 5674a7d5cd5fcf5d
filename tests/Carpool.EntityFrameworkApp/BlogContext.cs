using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Blog;

/// <summary>The database that the PG* variables lead to.</summary>
public sealed class BlogContext : DbContext
{
    public DbSet<Person> People => Set<Person>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(ConnectionString());

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Person>().HasIndex(person => person.Name).IsUnique();

    // The driver reads user and password from the environment by itself
    private static string ConnectionString() => new NpgsqlConnectionStringBuilder
    {
        Host = Environment.GetEnvironmentVariable("PGHOST"),
        Port = int.Parse(Environment.GetEnvironmentVariable("PGPORT")!),
        Database = Environment.GetEnvironmentVariable("PGDATABASE"),
        SslMode = Enum.Parse<SslMode>((Environment.GetEnvironmentVariable("PGSSLMODE") ?? "prefer").Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
    }.ConnectionString;
}
