using Carpool.Credentials;
using Carpool.Diagnostics;
using Carpool.Sessions;
using Carpool.State;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Sessions;

public sealed class ConnectionUrlTests
{
    [Fact]
    public void Any_name_and_any_password_survive()
    {
        var hostile = Gen.OneOf(
            Gen.Elements("%", "%41", ":", "@", "/", "?", "#", "[", "]", "&", "=", "+", " ", "'", "\"", "\\", "é", "☃", "\ud83d\ude97", "\n", "a", "Z", "0", "~", ";", ","));
        var name = hostile.NonEmptyListOf().Select(parts => string.Concat(parts)).Where(Identifier.IsValid).ToArbitrary();
        var password = hostile.NonEmptyListOf().Select(parts => string.Concat(parts)).ToArbitrary();
        var host = Gen.Elements("127.0.0.1", "::1", "localhost", "db.example.com", "2001:db8::1", "fe80::1%eth0", "/var/run/my sockets").ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(name, password, host, (n, p, h) =>
        {
            var server = new ServerAddress("127.0.0.1", 5432, new("postgres"), new("admin"), null).At(h, 6543);
            var read = ServerAddress.Parse(ConnectionUrl.Render(server, new(n), new(n), new(p)));
            return read.Diagnostics.Count == 0 && read.Value == server with { Database = new(n), User = new(n), Password = new(p) };
        }));
    }

    [Fact]
    public void A_url_shows_no_password_unless_it_is_rendered_with_one()
    {
        var address = ServerAddress.Parse("postgresql://admin:hunter2@localhost/shop").Value.ShouldNotBeNull();
        address.ToString().ShouldBe("postgresql://admin:********@localhost:5432/shop");
        ConnectionUrl.RenderMasked(address, new("blog"), new("blog_app")).ShouldBe("postgresql://blog_app:********@localhost:5432/blog");
        ConnectionUrl.Render(address, new("blog"), new("blog_app"), new("p@ss")).ShouldBe("postgresql://blog_app:p%40ss@localhost:5432/blog");
    }

    [Theory]
    [InlineData("postgresql://u@db.example.com", "postgresql://l:p@db.example.com:5432/d?sslmode=verify-full")]
    [InlineData("postgres://u@[2001:db8::1]:1?sslmode=verify-ca&sslrootcert=/a%20b.pem", "postgresql://l:p@[2001:db8::1]:1/d?sslmode=verify-ca&sslrootcert=%2Fa%20b.pem")]
    [InlineData("postgresql://u@127.9.9.9", "postgresql://l:p@127.9.9.9:5432/d")]
    [InlineData("postgresql://u@127.0.0.1?sslmode=disable", "postgresql://l:p@127.0.0.1:5432/d")]
    [InlineData("postgresql://u@localhost?sslmode=require", "postgresql://l:p@localhost:5432/d?sslmode=require")]
    [InlineData("postgresql://u@h?sslrootcert=system", "postgresql://l:p@h:5432/d?sslmode=verify-full")]
    [InlineData("postgresql://u@/x?host=/run/pg&port=5433", "postgresql://l:p@/d?host=%2Frun%2Fpg&port=5433")]
    [InlineData("postgresql://u@%2Frun%2Fpg", "postgresql://l:p@/d?host=%2Frun%2Fpg&port=5432")]
    public void A_login_is_verified_no_less_than_the_admin(string admin, string login) =>
        ConnectionUrl.Render(ServerAddress.Parse(admin).Value.ShouldNotBeNull(), new("d"), new("l"), new("p")).ShouldBe(login);

    [Fact]
    public void A_proxys_route_stands_at_the_end_of_the_login_and_nowhere_else()
    {
        var branch = ServerAddress.Parse("postgresql://u@db.example.com").Value.ShouldNotBeNull() with { LoginSuffix = ".ab12|replica" };
        branch.UserNameOf(new("blog_app")).ShouldBe("blog_app.ab12|replica");
        ConnectionUrl.Render(branch, new("d"), new("l"), new("p")).ShouldBe("postgresql://l.ab12%7Creplica:p@db.example.com:5432/d?sslmode=verify-full");
        branch.At("db.example.com", 6432).LoginSuffix.ShouldBe(".ab12|replica");
        branch.User.ShouldBe(new("u"));
    }

    [Fact]
    public void The_path_keeps_what_some_drivers_would_not_decode() =>
        ConnectionUrl.Render(ServerAddress.Parse("postgresql://u@localhost").Value.ShouldNotBeNull(), new("a/b:c@d&e=f+g$h,i;j?k#l%m n'é"), new("l"), new("p"))
            .ShouldBe("postgresql://l:p@localhost:5432/a/b:c@d&e=f+g$h,i;j%3Fk%23l%25m%20n%27%C3%A9");

    [Fact]
    public void A_pooler_elsewhere_is_verified()
    {
        var local = ServerAddress.Parse("postgresql://u@localhost").Value.ShouldNotBeNull();
        local.At("pool.example.com", 6432).SslMode.ShouldBe(SslMode.VerifyFull);
        local.At("127.0.0.1", 6432).SslMode.ShouldBe(SslMode.Prefer);
    }

    [Theory]
    [InlineData("postgresql://u:a@b:c@h/d", "a@b:c")]
    [InlineData("postgresql://u:100%25@h/d", "100%")]
    [InlineData("postgresql://u@h/d?password=x%26y", "x&y")]
    [InlineData("postgresql://u:a+b@h/d", "a+b")]
    [InlineData("postgresql://u:%c3%a9@h/d", "é")]
    public void Passwords_are_read_as_written(string url, string password) => ServerAddress.Parse(url).Value.ShouldNotBeNull().Password.ShouldBe(new Secret(password));

    [Theory]
    [InlineData("")]
    [InlineData("mysql://u:hunter2@h")]
    [InlineData("postgresql://")]
    [InlineData("postgresql://h")]
    [InlineData("postgresql://u:hunter2@")]
    [InlineData("postgresql://u:hunter2@a,b/d")]
    [InlineData("postgresql://u:hunter2@h:0")]
    [InlineData("postgresql://u:hunter2@h:65536")]
    [InlineData("postgresql://u:hunter2@h:x")]
    [InlineData("postgresql://u:hunter2/x@h")]
    [InlineData("postgresql://u:hunter2%@h")]
    [InlineData("postgresql://u:hunter2%4@h")]
    [InlineData("postgresql://u:hunter2%00@h")]
    [InlineData("postgresql://u:hunter2%ff@h")]
    [InlineData("postgresql://u:hunter2@[::1")]
    [InlineData("postgresql://u:hunter2@[::1]x")]
    [InlineData("postgresql://u:hunter2@h?sslmode")]
    [InlineData("postgresql://u:hunter2@h?sslmode=verify")]
    [InlineData("postgresql://u:hunter2@h/0123456789012345678901234567890123456789012345678901234567890123")]
    public void What_cannot_be_read_is_said_without_the_password(string url)
    {
        var diagnostic = ServerAddress.Parse(url).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe(PlatformCodes.UrlUnreadable, diagnostic.ToString());
        (diagnostic + diagnostic.Fix).ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("allow")]
    [InlineData("prefer")]
    [InlineData("require")]
    public void Nothing_beyond_the_machine_is_trusted_unseen(string mode)
    {
        foreach (var host in (string[])["h", "10.0.0.1", "[2001:db8::1]", "localhost.example.com", "127.0.0.1.example.com"])
        {
            var refused = ServerAddress.Parse($"postgresql://u:hunter2@{host}/d?sslmode={mode}");
            refused.Value.ShouldBeNull();
            var diagnostic = refused.Diagnostics.ShouldHaveSingleItem();
            diagnostic.Code.ShouldBe(PlatformCodes.ServerUnverified);
            diagnostic.ToString().ShouldNotContain("hunter2");
        }

        ServerAddress.Parse($"postgresql://u:hunter2@[::1]/d?sslmode={mode}").IsValid.ShouldBeTrue();
    }

    [Fact]
    public void A_parameter_without_effect_is_a_warning()
    {
        var read = ServerAddress.Parse("postgresql://u@h?options=-c%20role%3Dx&connect_timeout=3");
        read.IsValid.ShouldBeTrue();
        var warning = read.Diagnostics.ShouldHaveSingleItem();
        (warning.Code, warning.Subject).ShouldBe((PlatformCodes.ParameterIgnored, "options"));
    }
}
