using FluentAssertions;
using Xunit;

namespace IntegrityTests.Tests.Options;

public sealed class ClickHouseTests
{
    [Fact]
    public void Without_a_URL_ClickHouse_is_left_out_and_said()
    {
        var options = Given.Options(Given.Target);

        options.WhyNoClickHouse.Should().Be("no URL of ClickHouse is set (INTEGRITY_CLICKHOUSE_URL)");
        options.Describe().Should().ContainMatch("copy:*ClickHouse is not verified: no URL of ClickHouse is set*");
    }

    [Fact]
    public void The_variables_of_the_backend_are_taken_where_ours_are_not_set_and_the_password_is_never_shown()
    {
        var options = Given.Options(
        [
            .. Given.Target, ("STACK_CLICKHOUSE_URL", "http://localhost:8136"), ("STACK_CLICKHOUSE_ADMIN_USER", "somebody"),
            ("STACK_CLICKHOUSE_ADMIN_PASSWORD", Given.Secret),
        ]);

        options.WhyNoClickHouse.Should().BeNull();
        options.ClickHouseUrl.Should().Be(new Uri("http://localhost:8136/"));
        options.ClickHouseUser.Should().Be("somebody");
        options.ClickHousePassword.Should().Be(Given.Secret);
        options.CreateSecrets().Redact($"password {Given.Secret}").Should().Be("password ***");
        string.Join('\n', [.. options.Describe(), options.ToJson().ToJsonString()])
            .Should().NotContainAny(Given.Secret, "somebody").And.Contain("ClickHouse at http://localhost:8136/");
    }

    [Theory]
    [InlineData("https://example.com/prefix/", "https://example.com/prefix/")]
    [InlineData("http://example.com:8123", "http://example.com:8123/")]
    public void The_URL_ends_with_a_slash_and_keeps_its_path(string url, string expected)
    {
        Given.Options([.. Given.Target, ("INTEGRITY_CLICKHOUSE_URL", url)]).ClickHouseUrl.Should().Be(new Uri(expected));
    }

    [Theory]
    [InlineData("clickhouse.example.com:8123", "is neither http nor https")]
    [InlineData("tcp://clickhouse.example.com:8123", "is neither http nor https")]
    [InlineData("/clickhouse", "is neither http nor https")]
    [InlineData("http://clickhouse.example.com:9000", "has port 9000, which is that of ClickHouse's own protocol")]
    [InlineData("http://clickhouse.example.com:8123/?user=reader", "contains a query or a fragment")]
    public void A_URL_of_another_form_is_refused(string url, string problem)
    {
        Given.Mistake([.. Given.Target, ("INTEGRITY_CLICKHOUSE_URL", url)]).Message
            .Should().Contain($"INTEGRITY_CLICKHOUSE_URL=\"{url}\" {problem}").And.Contain("Expected: an absolute http or https URL");
    }

    [Fact]
    public void A_password_in_the_URL_is_refused_without_showing_it()
    {
        Given.Mistake([.. Given.Target, ("INTEGRITY_CLICKHOUSE_URL", $"http://reader:{Given.Secret}@clickhouse.example.com:8123")]).Message
            .Should().Contain("contains a user or a password").And.NotContain(Given.Secret);
    }

    [Fact]
    public void A_password_with_a_line_break_is_refused_without_showing_it()
    {
        Given.Mistake([.. Given.Target, ("INTEGRITY_CLICKHOUSE_PASSWORD", Given.Secret + "\n")]).Message
            .Should().Contain("INTEGRITY_CLICKHOUSE_PASSWORD (a secret, not shown) ends with something that nobody sees")
            .And.NotContain(Given.Secret);
    }
}
