using Blog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

// Migrates the database that the environment names; with `create`, only sees to it that there are tables; with `drop`, drops it
await using var blog = new BlogContext();
try
{
    if (args is ["create"]) await blog.Database.EnsureCreatedAsync();
    else if (args is ["drop"]) await blog.Database.EnsureDeletedAsync();
    else await blog.Database.MigrateAsync();
    return 0;
}
catch (NpgsqlException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
