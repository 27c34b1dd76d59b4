using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class ApiUrlTests
{
    [Theory]
    [InlineData("http://localhost:8102", "http://localhost:8102/")]
    [InlineData("http://127.0.0.1:8102/", "http://127.0.0.1:8102/")]
    [InlineData("http://[::1]:8102", "http://[::1]:8102/")]
    [InlineData("https://api.example.com", "https://api.example.com/")]
    [InlineData("https://example.com/stack", "https://example.com/stack/")]
    [InlineData("https://example.com/stack//", "https://example.com/stack/")]
    [InlineData("https://example.com/api/v1", "https://example.com/")]
    [InlineData("https://example.com/api/v1/", "https://example.com/")]
    [InlineData("https://example.com/stack/api/v1", "https://example.com/stack/")]
    [InlineData("https://example.com/api/latest", "https://example.com/")]
    [InlineData("https://example.com/stack/api/latest/", "https://example.com/stack/")]
    [InlineData("https://example.com/api/v12", "https://example.com/api/v12/")]
    public void A_url_is_kept_but_for_its_end(string value, string expected)
    {
        Parsed(value).AbsoluteUri.Should().Be(expected);
    }

    [Fact]
    public void A_path_prefix_stays_when_an_endpoint_is_added()
    {
        new Uri(Parsed("https://example.com/stack"), "api/v1/users").AbsoluteUri.Should().Be("https://example.com/stack/api/v1/users");
    }

    [Theory]
    [InlineData("localhost:8102", "is neither http nor https")]
    [InlineData("api.example.com", "is not an absolute URL")]
    [InlineData("/api", "is n")]
    [InlineData(" https://api.example.com", "is not an absolute URL")]
    [InlineData("https://api.example.com/a b", "is not an absolute URL")]
    [InlineData("https://", "is not an absolute URL")]
    [InlineData("https://host:99999", "is not an absolute URL")]
    [InlineData("ftp://api.example.com", "is neither http nor https")]
    [InlineData("https://api.example.com?x=1", "contains a query or a fragment")]
    [InlineData("https://api.example.com/#top", "contains a query or a fragment")]
    [InlineData("https://user@api.example.com", "contains a user or a password")]
    public void What_is_no_base_url_is_refused(string value, string problem)
    {
        Given.Mistake(Given.Target[0], Given.Target[2], ("INTEGRITY_API_URL", value)).Mistakes.Should().ContainSingle()
            .Which.Should().StartWith($"INTEGRITY_API_URL=\"{value}\" {problem}").And.Contain("such as https://api.example.com");
    }

    [Fact]
    public void A_password_in_the_url_is_not_repeated()
    {
        Given.Mistake(Given.Target[0], Given.Target[2], ("INTEGRITY_API_URL", $"https://user:{Given.Secret}@host")).Message
            .Should().Contain("https://user:***@host").And.NotContain(Given.Secret);
    }

    [Fact]
    public void A_connection_string_set_as_url_is_not_repeated()
    {
        Given.Mistake(Given.Target[0], Given.Target[2], ("INTEGRITY_API_URL", "postgres://user:other-s3cret@host/db")).Message
            .Should().Contain("is neither http nor https").And.NotContain("other-s3cret");
    }

    private static Uri Parsed(string value) => Given.Options(Given.Target[0], Given.Target[2], ("INTEGRITY_API_URL", value)).ApiUrl!;
}
