using Carpool.Sql;
using Carpool.State;
using Carpool.Tests.Diff;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Sql;

/// <summary>Statements in the grammar of the server's version, and never more than what changes.</summary>
public sealed class StatementTests
{
    private static readonly Server Old = States.Server with { VersionNumber = 150_018 };
    private static readonly Membership Granted = new(new("blog_owner"), new("blog_app"), new("postgres"), Inherit: false, Set: true, Admin: false);
    private static readonly Role Plain = new(new("blog_app"), CanLogin: true, Inherits: false, ConnectionLimit: null);

    [Fact]
    public void A_membership_has_options_from_16()
    {
        $"{MembershipSql.Grant(Granted, States.Server)}".ShouldBe("GRANT \"blog_owner\" TO \"blog_app\" WITH INHERIT FALSE, SET TRUE");
        $"{MembershipSql.Grant(Granted, Old)}".ShouldBe("GRANT \"blog_owner\" TO \"blog_app\"");
        $"{MembershipSql.Revoke(Granted, States.Server)}".ShouldBe("REVOKE \"blog_owner\" FROM \"blog_app\" GRANTED BY \"postgres\" CASCADE");
        $"{MembershipSql.Revoke(Granted, Old)}".ShouldBe("REVOKE \"blog_owner\" FROM \"blog_app\" CASCADE");
        $"{MembershipSql.GiveBack(Granted.Role, States.Server)}".ShouldBe("REVOKE \"blog_owner\" FROM CURRENT_USER GRANTED BY CURRENT_USER");
        $"{MembershipSql.GiveBack(Granted.Role, Old)}".ShouldBe("REVOKE \"blog_owner\" FROM CURRENT_USER");
    }

    public static TheoryData<string, Role, string> Alterations => new()
    {
        { "login", Plain with { CanLogin = false }, "LOGIN" },
        { "inherit", Plain with { Inherits = true }, "NOINHERIT" },
        { "limit", Plain with { ConnectionLimit = 5 }, "CONNECTION LIMIT -1" },
        { "superuser", Plain with { Attributes = RoleAttributes.Superuser }, "NOSUPERUSER" },
        { "powers", Plain with { Attributes = RoleAttributes.CreateDatabase | RoleAttributes.CreateRole | RoleAttributes.Replication | RoleAttributes.BypassRowSecurity }, "NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS" },
        { "much", Plain with { CanLogin = false, ConnectionLimit = 0, Attributes = RoleAttributes.Replication }, "LOGIN CONNECTION LIMIT -1 NOREPLICATION" },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public void An_altered_role_is_told_only_what_changes(string what, Role from, string options) => $"{RoleSql.Alter(from, Plain)}".ShouldBe($"ALTER ROLE \"blog_app\" {options}", what);

    [Fact]
    public void A_database_is_born_closed_and_from_template0()
    {
        var database = new Database(new("blog"), new("steward"), ConnectionLimit: null, AllowsConnections: true);
        $"{DatabaseSql.Create(database, strategy: null)}".ShouldBe("CREATE DATABASE \"blog\" TEMPLATE template0 ALLOW_CONNECTIONS false");
        $"{DatabaseSql.Create(database with { ConnectionLimit = 7 }, Keyword.FileCopy)}".ShouldBe("CREATE DATABASE \"blog\" TEMPLATE template0 STRATEGY FILE_COPY ALLOW_CONNECTIONS false CONNECTION LIMIT 7");
    }

    public static TheoryData<int, LocaleProvider?, string?, string?, string> Locales => new()
    {
        { 14, LocaleProvider.Libc, "C", "UTF8", " LOCALE 'C' ENCODING 'UTF8'" },
        { 15, LocaleProvider.Libc, "C", null, " LOCALE_PROVIDER libc LOCALE 'C'" },
        { 15, LocaleProvider.Icu, "de-AT", null, " LOCALE_PROVIDER icu ICU_LOCALE 'de-AT'" },
        { 17, LocaleProvider.Builtin, "C.UTF-8", "UTF8", " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' ENCODING 'UTF8'" },
        { 18, null, null, "LATIN1", " ENCODING 'LATIN1'" },
        { 18, null, null, null, "" },
    };

    [Theory]
    [MemberData(nameof(Locales))]
    public void A_locale_is_written_in_the_words_of_the_version(int major, LocaleProvider? provider, string? locale, string? encoding, string words)
    {
        var database = new Database(new("blog"), new("steward"), ConnectionLimit: null, AllowsConnections: true) { Locale = new(provider, locale, encoding) };
        $"{DatabaseSql.Create(database, strategy: null, States.Server with { VersionNumber = major * 10_000 })}".ShouldBe($"CREATE DATABASE \"blog\" TEMPLATE template0 ALLOW_CONNECTIONS false{words}");
    }

    [Theory]
    [InlineData("search_path", "billing, \"$user\", \"a, b\"", "'billing', '$user', 'a, b'")]
    [InlineData("search_path", "", "''")]
    [InlineData("datestyle", "ISO, DMY", "'ISO, DMY'")]
    [InlineData("app.x", "it's, \"so", "'it''s, \"so'")]
    public void A_list_of_names_is_written_name_by_name(string parameter, string value, string written) =>
        $"{SettingSql.Set(Setting.Of(null, new("blog"), parameter, value))}".ShouldBe($"ALTER DATABASE \"blog\" SET {string.Join('.', parameter.Split('.').Select(part => $"\"{part}\""))} TO {written}");

    [Fact]
    public void A_setting_belongs_to_a_role_a_database_both_or_all()
    {
        $"{SettingSql.Set(new(new("blog_app"), new("blog"), "role", "blog_owner"))}".ShouldBe("ALTER ROLE \"blog_app\" IN DATABASE \"blog\" SET \"role\" TO 'blog_owner'");
        $"{SettingSql.Set(new(new("blog_app"), null, "role", "none"))}".ShouldBe("ALTER ROLE \"blog_app\" SET \"role\" TO 'none'");
        $"{SettingSql.Reset(new(null, new("blog"), "role", ""))}".ShouldBe("ALTER DATABASE \"blog\" RESET \"role\"");
        $"{SettingSql.Reset(new(null, null, "role", ""))}".ShouldBe("ALTER ROLE ALL RESET \"role\"");
    }

    [Fact]
    public void Default_privileges_lead_from_what_is_there_or_built_in()
    {
        var wanted = new DefaultPrivileges(new("blog"), new("blog_owner"), null, ObjectKind.Functions, []);
        Lines(DefaultPrivilegesSql.Change(null, wanted)).ShouldBe(["ALTER DEFAULT PRIVILEGES FOR ROLE \"blog_owner\" REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"]);
        var drifted = wanted with { Grants = [new DefaultGrant(new Grantee.Role(new("mallory")), Privilege.Execute, IsGrantable: false)] };
        Lines(DefaultPrivilegesSql.Change(drifted, wanted)).ShouldBe(["ALTER DEFAULT PRIVILEGES FOR ROLE \"blog_owner\" REVOKE EXECUTE ON FUNCTIONS FROM \"mallory\""]);
        var inSchema = wanted with { Schema = new("public"), Kind = ObjectKind.Tables, Grants = [new DefaultGrant(new Grantee.Role(new("blog_read")), Privilege.Of("SELECT"), IsGrantable: false)] };
        Lines(DefaultPrivilegesSql.Change(null, inSchema)).ShouldBe(["ALTER DEFAULT PRIVILEGES FOR ROLE \"blog_owner\" IN SCHEMA \"public\" GRANT SELECT ON TABLES TO \"blog_read\""]);
        Lines(DefaultPrivilegesSql.Change(inSchema, inSchema)).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Lines(IEnumerable<SqlText> statements) => [.. statements.Select(statement => $"{statement}")];
}
