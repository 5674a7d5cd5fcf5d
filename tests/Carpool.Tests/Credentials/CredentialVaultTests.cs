using Carpool.Credentials;
using Carpool.Diagnostics;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Credentials;

public sealed class CredentialVaultTests
{
    private static readonly CredentialId Id = new("clown-car", "blog", "app", new("blog_app"), 1);

    private readonly CredentialVault _vault = new(StackKey.Create());

    [Fact]
    public void Opens_what_it_sealed()
    {
        var password = PasswordGenerator.Create();
        var row = _vault.Seal(Id, password);
        _vault.Open(Id, row).ShouldBe(password);
        _vault.Seal(Id, password).ShouldNotBe(row);
    }

    public static TheoryData<string, CredentialId> Others => new()
    {
        { "stack", Id with { Stack = "other" } },
        { "app", Id with { App = "todo" } },
        { "role", Id with { Role = "migrate" } },
        { "login", Id with { Login = new("blog_app~2") } },
        { "generation", Id with { Generation = 2 } },
        { "a border moved", Id with { Stack = "clown-carb", App = "log" } },
    };

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void A_row_opens_for_its_own_credential_only(string what, CredentialId other)
    {
        what.ShouldNotBeEmpty();
        var row = _vault.Seal(Id, new("secret text"));
        Refused(() => _vault.Open(other, row));
    }

    [Fact]
    public void Every_changed_byte_and_every_cut_is_noticed()
    {
        var row = _vault.Seal(Id, new("secret text"));
        for (var i = 0; i < row.Length; i++)
        {
            var changed = row.ToArray();
            changed[i] ^= 1;
            Refused(() => _vault.Open(Id, changed));
            Refused(() => _vault.Open(Id, row[..i]));
        }
    }

    [Fact]
    public void Another_key_does_not_open_it() => Refused(() => new CredentialVault(StackKey.Create()).Open(Id, _vault.Seal(Id, new("secret text"))));

    private static void Refused(Action open)
    {
        var refusal = Should.Throw<DiagnosticException>(open);
        refusal.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(ExecutionCodes.CredentialUnreadable);
        refusal.ToString().ShouldNotContain("secret text");
    }
}
