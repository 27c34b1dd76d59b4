using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Redaction;
using Xunit;

namespace IntegrityTests.Tests.Redaction;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("s3cr3t", "s3cr3t", "***")]
    [InlineData("s3cr3t", "a s3cr3t and s3cr3t.", "a *** and ***.")]
    [InlineData("s3cr3t", "S3CR3T s3cr3", "S3CR3T s3cr3")]
    [InlineData("p@ss/w\u00f6rd", "url p%40ss%2Fw%C3%B6rd", "url ***")]
    [InlineData("p@ss/w\u00f6rd", "url p%40ss%2fw%c3%b6rd", "url ***")]
    [InlineData("two words", "two%20words two+words", "*** ***")]
    [InlineData("quo\"te<d'", "{\"x\":\"quo\\\"te<d'\"}", "{\"x\":\"***\"}")]
    [InlineData("quo\"te<d'", "{\"x\":\"quo\\u0022te\\u003Cd\\u0027\"}", "{\"x\":\"***\"}")]
    [InlineData("dou\"ble", "Pass=\"dou\"\"ble\"", "Pass=\"***\"")]
    [InlineData("abcd", "abcdabcdx", "******x")]
    [InlineData("", "nothing", "nothing")]
    [InlineData("abc", "abc", "abc")]
    public void A_secret_is_masked_in_every_spelling(string secret, string text, string expected)
    {
        new Secrets([secret]).Redact(text).Should().Be(expected);
    }

    [Fact]
    public void Of_two_secrets_that_begin_alike_the_longer_is_masked()
    {
        new Secrets(["secret", "secret-long"]).Redact("<secret-long> <secret>").Should().Be("<***> <***>");
    }

    [Fact]
    public void Of_secrets_that_overlap_nothing_stays()
    {
        new Secrets(["xxabcd", "abcdefgh"]).Redact("<xxabcdefgh>").Should().Be("<***>");
    }

    [Theory]
    [InlineData("postgres://reader:p%40ss-w%3Brd@host:5433/db")]
    [InlineData("Host=host;Port=5433;Database=db;Username=reader;Password=\"p@ss-w;rd\"")]
    public void A_connection_string_makes_its_password_known_in_every_form(string connectionString)
    {
        var secrets = new Secrets([connectionString]);
        string[] texts =
        [
            connectionString, "p@ss-w;rd", "p%40ss-w%3Brd", "p%40ss-w%3brd",
            JsonSerializer.Serialize(new { connectionString }),
            "Host=host;Port=5433;Database=db;Username=reader;Password=\"p@ss-w;rd\"",
        ];

        texts.Select(secrets.Redact).Should().OnlyContain(text => !text.Contains("ss-w") && text.Contains("***"));
    }

    [Theory]
    [InlineData("postgres://reader:abc@host/db", "postgres://reader:abc@other/db", "postgres://reader:***@other/db")]
    [InlineData("Host=h;Database=d;Password=abc", "Password=abc;", "Password=***;")]
    public void A_short_password_is_masked_where_it_stands_in_a_connection_string(string secret, string text, string expected)
    {
        var secrets = new Secrets([secret]);

        secrets.Redact(text).Should().Be(expected);
        secrets.Redact("the abc of it").Should().Be("the abc of it");
    }

    [Fact]
    public void A_broken_connection_string_still_makes_its_password_known()
    {
        new Secrets(["postgres://reader:k4/n4ry@host/db"]).Redact("failed for k4/n4ry").Should().Be("failed for ***");
    }

    [Theory]
    [InlineData("key sk_live_51Abc9 used", "key *** used")]
    [InlineData("key sk_test_mockstripekey", "key ***")]
    [InlineData("rk_live_12 whsec_34", "*** ***")]
    [InlineData("Host=h;Password=hunter2;Port=1", "Host=h;Password=***;Port=1")]
    [InlineData("PASSWORD = \"a;b\" x", "PASSWORD = *** x")]
    [InlineData("pwd='a b' psw=\"broken", "pwd=*** psw=***")]
    [InlineData("\"dsn\":\"host=h password=hunter2\"", "\"dsn\":\"host=h password=***\"")]
    [InlineData("postgres://u:p@ss/w?rd@host/db", "postgres://u:***@host/db")]
    [InlineData("postgresql://:pw@host", "postgresql://:***@host")]
    [InlineData("https://user:pw@host/path", "https://user:***@host/path")]
    [InlineData("Postgres://u:pw@h, then redis://u:pw@h", "Postgres://u:***@h, then redis://u:***@h")]
    public void What_looks_like_a_secret_is_masked_unasked(string text, string expected)
    {
        new Secrets([]).Redact(text).Should().Be(expected);
    }

    [Theory]
    [InlineData("https://api.example.com:8443/users?email=a@b.c")]
    [InlineData("postgres://reader@host:5432/db")]
    [InlineData("mail a@b.c at 10:30, has_password=true")]
    [InlineData("the password is wrong")]
    [InlineData("task_live_1")]
    public void Harmless_texts_stay_as_they_are(string text)
    {
        new Secrets(["s3cr3t"]).Redact(text).Should().BeSameAs(text);
    }

    [Fact]
    public void A_secret_found_later_is_masked_from_then_on()
    {
        var secrets = new Secrets([]);
        secrets.Redact("late-one").Should().Be("late-one");

        secrets.Add("late-one");

        secrets.Redact("late-one").Should().Be("***");
    }

    [Fact]
    public async Task Many_threads_may_add_and_redact()
    {
        var known = new Secrets([]);
        var secrets = Enumerable.Range(1000, 200).Select(number => FormattableString.Invariant($"secret-{number}")).ToArray();

        await Parallel.ForEachAsync(secrets, (secret, _) =>
        {
            known.Add(secret);
            known.Redact(secret).Should().Be("***");
            return ValueTask.CompletedTask;
        });

        secrets.Select(known.Redact).Should().OnlyContain(text => text == "***");
    }
}
