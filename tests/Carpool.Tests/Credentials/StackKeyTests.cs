using Carpool.Credentials;
using Carpool.Diagnostics;
using Shouldly;
using Xunit;

namespace Carpool.Tests.Credentials;

public sealed class StackKeyTests
{
    [Fact]
    public void Derives_the_same_keys_for_ever()
    {
        // Computed apart from this code, with HKDF-Expand (RFC 5869) in Python: stored rows must open after every update.
        var key = new StackKey([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        key.Fingerprint.ShouldBe("81e130c624a0cc69");
        Convert.ToHexStringLower(key.EncryptionKey).ShouldBe("083939ef0618347c0b9e6aa3d503fdd655386b1aab922b667ee3706cfdd2e89f");
        Convert.ToHexStringLower(key.AuthenticationKey).ShouldBe("cc39e2f449a3080ff4146c8f65fe254f9a6c14fd63f8b700386dc8f2bf728030");
    }

    [Fact]
    public void Survives_its_own_text_form_and_shows_it_nowhere_else()
    {
        var key = StackKey.Create();
        var text = key.ToBase64().Reveal();
        StackKey.FromBase64(text).ShouldNotBeNull().Fingerprint.ShouldBe(key.Fingerprint);
        $"{key}".ShouldNotContain(text);
    }

    [Fact]
    public void A_wrong_key_is_named()
    {
        var key = StackKey.Create();
        key.MismatchWith(key.Fingerprint, "clown-car").ShouldBeNull();
        var other = StackKey.Create().Fingerprint;
        var diagnostic = key.MismatchWith(other, "clown-car").ShouldNotBeNull();
        diagnostic.Code.ShouldBe(ExecutionCodes.KeyWrong);
        diagnostic.Message.ShouldContain(other);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_but_32_bytes_is_no_key(string text) => StackKey.FromBase64(text).ShouldBeNull();
}
