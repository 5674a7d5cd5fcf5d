using System.Security.Cryptography;
using System.Text;
using Carpool.Credentials;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Credentials;

public sealed class ScramVerifierTests
{
    /// <summary>The example conversation of RFC 7677, section 3: the verifier must accept its client's proof and give its server's signature.</summary>
    [Fact]
    public void Agrees_with_the_example_of_rfc_7677()
    {
        const string Nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        var verifier = ScramVerifier.Create(new("pencil"), Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096).Reveal();
        verifier.ShouldStartWith("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$");
        var keys = verifier.Split('$')[2].Split(':').Select(Convert.FromBase64String).ToArray();

        var conversation = Encoding.ASCII.GetBytes($"n=user,r=rOprNGfwEbeRWgbNEkqO,r={Nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r={Nonce}");
        var proof = Convert.FromBase64String("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        var clientKey = proof.Zip(HMACSHA256.HashData(keys[0], conversation), (a, b) => (byte)(a ^ b)).ToArray();
        SHA256.HashData(clientKey).ShouldBe(keys[0]);
        Convert.ToBase64String(HMACSHA256.HashData(keys[1], conversation)).ShouldBe("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    [Fact]
    public void Matches_its_own_password_only()
    {
        var password = PasswordGenerator.Create();
        var verifier = ScramVerifier.Create(password);
        ScramVerifier.Matches(verifier, password).ShouldBeTrue();
        ScramVerifier.Matches(verifier, PasswordGenerator.Create()).ShouldBeFalse();
        ScramVerifier.Create(password).ShouldNotBe(verifier);
    }

    [Theory]
    [InlineData("")]
    [InlineData("md5d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("SCRAM-SHA-256$4096:not base64$a:b")]
    [InlineData("SCRAM-SHA-256$0:W22ZaJ0SNY7soEsUEjb6gQ==$a:b")]
    [InlineData("SCRAM-SHA-256$4096$a:b")]
    public void Nothing_else_matches(string verifier) => ScramVerifier.Matches(new(verifier), new("x")).ShouldBeFalse();
}
