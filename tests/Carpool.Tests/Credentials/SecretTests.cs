using System.Text.Json;
using Carpool.Credentials;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Credentials;

public sealed class SecretTests
{
    private sealed record Holder(string Name, Secret Password);

    [Fact]
    public void Is_shown_nowhere()
    {
        var holder = new Holder("blog", new("hunter2"));
        holder.ToString().ShouldNotContain("hunter2");
        $"{holder.Password}".ShouldBe(Secret.Mask);
        JsonSerializer.Serialize(holder).ShouldBe("""{"Name":"blog","Password":"********"}""");
        Should.Throw<NotSupportedException>(() => JsonSerializer.Deserialize<Secret>("\"********\""));
        holder.Password.Reveal().ShouldBe("hunter2");
    }

    [Fact]
    public void Equals_by_its_text()
    {
        new Secret("a").ShouldBe(new Secret("a"));
        new Secret("a").ShouldNotBe(new Secret("b"));
    }

    [Fact]
    public void Generated_passwords_are_strong_and_plain()
    {
        var bits = Math.Log2(PasswordGenerator.Alphabet.Distinct().Count()) * PasswordGenerator.Length;
        bits.ShouldBeGreaterThanOrEqualTo(190);
        var passwords = Enumerable.Range(0, 200).Select(_ => PasswordGenerator.Create().Reveal()).ToList();
        passwords.Distinct(StringComparer.Ordinal).Count().ShouldBe(200);
        passwords.ShouldAllBe(p => p.Length == PasswordGenerator.Length && p.All(char.IsAsciiLetterOrDigit) && p.All(c => !"0O1lI".Contains(c)));
        string.Concat(passwords).Distinct().Count().ShouldBe(PasswordGenerator.Alphabet.Length);
    }
}
